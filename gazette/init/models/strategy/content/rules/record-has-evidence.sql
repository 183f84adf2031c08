-- title: Every record of the strategy is evidenced by a passage of its source
-- message: {table} "{record}" has no evidence
-- hint: add a row to evidence.csv that names the table, the record and the passage
SELECT "table", record, 'id' AS field
FROM (
  SELECT 'goals' AS "table", id AS record FROM goals
  UNION ALL SELECT 'priorities', id FROM priorities
  UNION ALL SELECT 'actions', id FROM actions
  UNION ALL SELECT 'measures', id FROM measures
  UNION ALL SELECT 'milestones', id FROM milestones
) AS stated
WHERE NOT EXISTS (
  SELECT 1 FROM evidence WHERE evidence."table" = stated."table" AND evidence.record = stated.record
)
