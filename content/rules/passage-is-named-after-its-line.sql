-- title: The identifier of a passage says its line
-- message: passage "{record}" stands for line {line}
-- hint: name it "{expected}"
-- severity: error
SELECT 'passages' AS "table", p.id AS record, 'line' AS field, p.line, printf('line-%03d', p.line) AS expected
FROM passages p
WHERE p.id <> printf('line-%03d', p.line)
  AND p.id NOT LIKE '%-' || printf('line-%03d', p.line)
ORDER BY p.line
