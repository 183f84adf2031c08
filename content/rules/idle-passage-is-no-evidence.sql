-- title: No line of navigation or boilerplate is evidence of anything
-- message: line {line} is marked "{role}", but evidence "{evidence}" rests on it
-- hint: mark the line as content or heading, or remove the evidence
-- severity: error
SELECT 'passages' AS "table", p.id AS record, 'role' AS field, p.line, p.role, min(e.id) AS evidence
FROM passages p JOIN evidence e ON e.passage = p.id
WHERE p.role IN ('navigation', 'boilerplate')
GROUP BY p.id, p.line, p.role
ORDER BY p.line
