-- title: Positions are low
-- message: position {position} of "{record}" is high
-- hint: begin at 1
SELECT 'goals' AS "table", id AS record, 'position' AS field, position FROM gaols WHERE position > 2
