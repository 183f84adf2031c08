-- title: Every goal has an action
-- message: the goal "{record}" has no action
-- hint: add one to actions.csv
--   that names this goal
SELECT 'goals' AS "table", id AS record, 'id' AS field
FROM goals WHERE id NOT IN (SELECT goal FROM actions)
