-- title: Every priority of the second tier has training topics
-- message: priority "{record}" is of the second tier and has no training topic
-- hint: add a row to topics.csv whose priority is "{record}", or put the priority in the first tier
-- severity: error
SELECT 'priorities' AS "table", p.id AS record, NULL AS field
FROM priorities p
WHERE p.tier = 'second-tier'
  AND NOT EXISTS (SELECT 1 FROM topics t WHERE t.priority = p.id)
ORDER BY p.id
