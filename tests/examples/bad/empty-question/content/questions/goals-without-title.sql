-- title: Goals without a title
-- answer: There are {rows}.
-- order: 1
SELECT id AS goals FROM goals WHERE title IS NULL ORDER BY id
