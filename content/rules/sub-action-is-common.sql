-- title: An action under another is common and so is the one above it, which has none above itself
-- message: action "{record}" stands under "{parent}": {fault}
-- hint: let only common actions stand under a common action of the first rank, or leave the parent empty
-- severity: error
SELECT 'actions' AS "table", a.id AS record, 'parent' AS field, a.parent,
  CASE WHEN a.scope <> 'common' THEN 'it is not common itself'
    WHEN b.scope <> 'common' THEN 'that one is not common'
    ELSE 'that one stands under another' END AS fault
FROM actions a JOIN actions b ON b.id = a.parent
WHERE a.scope <> 'common' OR b.scope <> 'common' OR b.parent IS NOT NULL
ORDER BY a.id
