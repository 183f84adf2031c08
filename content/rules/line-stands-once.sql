-- title: No line of a source stands twice
-- message: line {line} of source "{source}" stands in "{first}" already
-- hint: remove the row, or correct its line
-- severity: error
SELECT 'passages' AS "table", p.id AS record, 'line' AS field, p.line, p.source, min(o.id) AS first
FROM passages p JOIN passages o ON o.source = p.source AND o.line = p.line AND o.id < p.id
GROUP BY p.id, p.line, p.source
ORDER BY p.id
