-- title: No record is led back to one passage twice
-- message: evidence "{record}" says again what "{first}" says
-- hint: keep one row of evidence.csv for this record and this passage
-- severity: error
SELECT 'evidence' AS "table", e.id AS record, 'passage' AS field,
  (SELECT min(d.id) FROM evidence d WHERE d."table" = e."table" AND d.record = e.record AND d.passage = e.passage) AS first
FROM evidence e
WHERE EXISTS (SELECT 1 FROM evidence d
  WHERE d."table" = e."table" AND d.record = e.record AND d.passage = e.passage AND d.id < e.id)
ORDER BY e.id
