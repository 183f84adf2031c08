-- title: Every measure and every training topic of a priority has a theme
-- message: {table} record "{record}" is counted under no theme
-- hint: add a row to tags.csv whose table is "{table}" and whose record is "{record}"
-- severity: error
WITH records(tbl, id) AS (
  SELECT 'measures', id FROM measures WHERE priority IS NOT NULL
  UNION ALL SELECT 'topics', id FROM topics
)
SELECT r.tbl AS "table", r.id AS record, NULL AS field
FROM records r
WHERE NOT EXISTS (SELECT 1 FROM tags t WHERE t."table" = r.tbl AND t.record = r.id)
ORDER BY r.tbl, r.id
