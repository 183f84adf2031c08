-- title: Every piece of evidence points at a record and a passage that exist
-- message: evidence "{record}" points at {missing}, which does not exist
-- hint: correct the table, the record or the passage of this row of evidence.csv, or remove the row
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
SELECT 'evidence' AS "table", e.id AS record,
  CASE WHEN r.id IS NULL THEN 'record' ELSE 'passage' END AS field,
  CASE WHEN r.id IS NULL THEN e."table" || ' record "' || e.record || '"' ELSE 'passage "' || e.passage || '"' END AS missing
FROM evidence e
LEFT JOIN records r ON r.tbl = e."table" AND r.id = e.record
LEFT JOIN passages p ON p.id = e.passage
WHERE r.id IS NULL OR p.id IS NULL
ORDER BY e.id
