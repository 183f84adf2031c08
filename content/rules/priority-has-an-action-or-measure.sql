-- title: Every priority has a tier and at least one action or measure
-- message: priority "{record}" has {lack}
-- hint: put a tier in its row of priorities.csv, and in actions.csv or measures.csv a row whose priority is "{record}"
-- severity: error
SELECT 'priorities' AS "table", p.id AS record,
  CASE WHEN p.tier IS NULL THEN 'tier' END AS field,
  CASE WHEN p.tier IS NULL THEN 'no tier' ELSE 'no action and no measure' END AS lack
FROM priorities p
WHERE p.tier IS NULL
  OR NOT EXISTS (SELECT 1 FROM actions a WHERE a.priority = p.id)
  AND NOT EXISTS (SELECT 1 FROM measures m WHERE m.priority = p.id)
ORDER BY p.id
