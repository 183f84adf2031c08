-- title: Positions under one parent run from 1 without a gap
-- message: {table} record "{record}" has position {position} where {expected} is due
-- hint: number the records under one parent 1, 2, 3 and so on, without gap or repetition
-- severity: error
WITH places(tbl, id, parent, position) AS (
  SELECT 'goals', id, '', position FROM goals
  UNION ALL SELECT 'roles', id, instrument, position FROM roles
  UNION ALL SELECT 'tiers', id, '', position FROM tiers
  UNION ALL SELECT 'priorities', id, tier, position FROM priorities
  UNION ALL SELECT 'actions', id, coalesce('action ' || parent, 'priority ' || priority, scope), position FROM actions
  UNION ALL SELECT 'measures', id, coalesce('action ' || action, 'priority ' || priority, ''), position FROM measures
  UNION ALL SELECT 'topics', id, priority, position FROM topics
  UNION ALL SELECT 'milestones', id, '', position FROM milestones
), ranked(tbl, id, position, expected) AS (
  SELECT tbl, id, position, row_number() OVER (PARTITION BY tbl, parent ORDER BY position, id) FROM places
)
SELECT r.tbl AS "table", r.id AS record, 'position' AS field, coalesce(r.position, 'none') AS position, r.expected
FROM ranked r
WHERE r.position IS NOT r.expected
ORDER BY r.tbl, r.id
