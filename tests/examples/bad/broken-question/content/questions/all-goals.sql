-- title: All goals
-- answer: There are {rows}.
-- order: 1
SELECT id AS goals FROM gaols ORDER BY id
