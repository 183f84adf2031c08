-- title: Every priority has an action
-- message: the priority "{record}" has no action
-- hint: add a row to actions.csv whose priority is "{record}"
SELECT 'priorities' AS "table", id AS record, 'id' AS field
FROM priorities
WHERE id NOT IN (SELECT priority FROM actions)
