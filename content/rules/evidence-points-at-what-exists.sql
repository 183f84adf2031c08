-- title: Every piece of evidence points at a record and a passage that exist
-- message: evidence "{record}" points at {missing}, which does not exist
-- hint: correct the table, the record or the passage of this row of evidence.csv, or remove the row
-- severity: error
WITH records("table", record) AS (
  SELECT "table", record FROM all_records WHERE role IN ('record', 'term', 'source') AND NOT editorial
)
SELECT 'evidence' AS "table", e.id AS record,
  CASE WHEN r.record IS NULL THEN 'record' ELSE 'passage' END AS field,
  CASE WHEN r.record IS NULL THEN e."table" || ' record "' || e.record || '"' ELSE 'passage "' || e.passage || '"' END AS missing
FROM evidence e
LEFT JOIN records r ON r."table" = e."table" AND r.record = e.record
LEFT JOIN passages p ON p.id = e.passage
WHERE r.record IS NULL OR p.id IS NULL
ORDER BY e.id
