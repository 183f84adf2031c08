-- title: The English text of a corrected record differs from its passage by one to four characters
-- message: {of} "{name}" is said to be corrected, but differs from {passage} by {distance} characters
-- hint: mend typing errors only; a text without a difference is verbatim, one with a larger difference is inferred, with a reason
-- severity: error
WITH distances(id, distance) AS (
  SELECT e.id, min(edits(fold(t.text), fold(p.verbatim)))
  FROM evidence e JOIN passages p ON p.id = e.passage
  JOIN all_texts t ON t."table" = e."table" AND t.record = e.record
  WHERE e.basis = 'corrected'
  GROUP BY e.id
)
SELECT 'evidence' AS "table", e.id AS record, 'basis' AS field,
  e."table" AS "of", e.record AS name, e.passage, d.distance
FROM distances d JOIN evidence e ON e.id = d.id
WHERE d.distance NOT BETWEEN 1 AND 4
ORDER BY e.id
