-- title: Every tag points at a record that exists
-- message: tag "{record}" points at {missing}, which does not exist
-- hint: correct the table or the record of this row of tags.csv, or remove the row
-- severity: error
WITH records(tbl, id) AS (
  SELECT 'actions', id FROM actions
  UNION ALL SELECT 'measures', id FROM measures
  UNION ALL SELECT 'topics', id FROM topics
)
SELECT 'tags' AS "table", t.id AS record, 'record' AS field, t."table" || ' record "' || t.record || '"' AS missing
FROM tags t
LEFT JOIN records r ON r.tbl = t."table" AND r.id = t.record
WHERE r.id IS NULL
ORDER BY t.id
