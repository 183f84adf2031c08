-- title: Positions are low
-- message: position {position} of "{record}" is high
-- hint: begin at 1
SELECT 'goals' AS "table", id AS record, 'position' AS field, position FROM goals WHERE position > 2
