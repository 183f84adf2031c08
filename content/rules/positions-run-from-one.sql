-- title: Positions under one parent run from 1 without a gap
-- message: {table} record "{record}" has position {position} where {expected} is due
-- hint: number the records under one parent 1, 2, 3 and so on, without gap or repetition
-- severity: error
WITH ranked("table", record, position, expected) AS (
  SELECT "table", record, position, row_number() OVER (PARTITION BY "table", parent ORDER BY position, record)
  FROM all_records
  WHERE role IN ('record', 'term') AND position IS NOT NULL
)
SELECT "table", record, 'position' AS field, position, expected
FROM ranked
WHERE position <> expected
ORDER BY "table", record
