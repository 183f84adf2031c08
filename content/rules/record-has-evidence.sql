-- title: Every record that was read from a source has evidence
-- message: {table} record "{record}" has no evidence
-- hint: add a row to evidence.csv whose table is "{table}" and whose record is "{record}"
-- severity: error
WITH records(tbl, id) AS (
  SELECT 'goals', id FROM goals
  UNION ALL SELECT 'instruments', id FROM instruments
  UNION ALL SELECT 'roles', id FROM roles
  UNION ALL SELECT 'tiers', id FROM tiers
  UNION ALL SELECT 'priorities', id FROM priorities
  UNION ALL SELECT 'actions', id FROM actions
  UNION ALL SELECT 'measures', id FROM measures
  UNION ALL SELECT 'topics', id FROM topics
  UNION ALL SELECT 'milestones', id FROM milestones
  UNION ALL SELECT 'terms', id FROM terms
  UNION ALL SELECT 'sources', id FROM sources
)
SELECT r.tbl AS "table", r.id AS record, NULL AS field
FROM records r
WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e."table" = r.tbl AND e.record = r.id)
ORDER BY r.tbl, r.id
