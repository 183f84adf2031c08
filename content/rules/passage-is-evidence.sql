-- title: Every line of content and every heading is evidence of something
-- message: line {line} is marked "{role}" and is evidence of nothing: "{words}"
-- hint: add a row to evidence.csv whose passage is "{record}", or mark the line as navigation or boilerplate
-- severity: error
SELECT 'passages' AS "table", p.id AS record, 'role' AS field, p.line, p.role, fold(p.verbatim) AS words
FROM passages p
WHERE p.role IN ('content', 'heading')
  AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.passage = p.id)
ORDER BY p.line
