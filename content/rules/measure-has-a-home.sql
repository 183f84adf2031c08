-- title: Every measure has an action or a priority, and if both then they agree
-- message: measure "{record}" {fault}
-- hint: fill in the action or the priority of the measure; where both stand, the priority is that of the action, and empty for a common action
-- severity: error
SELECT 'measures' AS "table", m.id AS record,
  CASE WHEN m.action IS NULL AND m.priority IS NULL THEN 'action' ELSE 'priority' END AS field,
  CASE WHEN m.action IS NULL AND m.priority IS NULL THEN 'has no action and no priority'
    WHEN m.priority IS NULL THEN 'leaves out the priority "' || a.priority || '" of its action "' || a.id || '"'
    WHEN a.priority IS NULL THEN 'names the priority "' || m.priority || '", but its action "' || a.id || '" is common'
    ELSE 'names the priority "' || m.priority || '", but its action "' || a.id || '" serves "' || a.priority || '"' END AS fault
FROM measures m LEFT JOIN actions a ON a.id = m.action
WHERE m.action IS NULL AND m.priority IS NULL
  OR a.id IS NOT NULL AND m.priority IS NOT a.priority
ORDER BY m.id
