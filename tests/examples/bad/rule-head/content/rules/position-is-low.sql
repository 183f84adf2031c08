-- title: Positions are low
-- message: position {position} of "{record}" is high
SELECT 'goals' AS "table", id AS record, 'position' AS field, position FROM goals WHERE position > 2
