-- title: Every specific action has a priority and no common one has
-- message: action "{record}" is {scope} and has {found}
-- hint: give a specific action its priority; leave the priority of a common action empty
-- severity: error
SELECT 'actions' AS "table", a.id AS record, 'priority' AS field, a.scope,
  CASE WHEN a.priority IS NULL THEN 'no priority' ELSE 'the priority "' || a.priority || '"' END AS found
FROM actions a
WHERE (a.scope = 'specific') <> (a.priority IS NOT NULL)
ORDER BY a.id
