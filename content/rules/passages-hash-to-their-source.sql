-- title: The passages of a source, laid back in order, hash to its checksum
-- message: the passages of source "{record}" hash to {found}, not to {expected}
-- hint: put back the lines that were changed, dropped or added in passages.csv; they stand there exactly as in the source
-- severity: error
WITH laid(id, expected, found) AS (
  SELECT s.id, s.sha256, (SELECT sha256_lines(p.line, p.verbatim) FROM passages p WHERE p.source = s.id)
  FROM sources s
)
SELECT 'sources' AS "table", l.id AS record, 'sha256' AS field, l.expected, coalesce(l.found, 'nothing') AS found
FROM laid l
WHERE l.found IS NOT l.expected
ORDER BY l.id
