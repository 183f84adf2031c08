-- title: The English text of a verbatim record is the text of its passage
-- message: {of} "{name}" is said to be verbatim, but {passage} reads "{words}"
-- hint: take the wording of the source, or set the basis to corrected (typing errors only) or to inferred (with a reason)
-- severity: error
SELECT 'evidence' AS "table", e.id AS record, 'basis' AS field,
  e."table" AS "of", e.record AS name, e.passage, fold(p.verbatim) AS words
FROM evidence e JOIN passages p ON p.id = e.passage
WHERE e.basis = 'verbatim'
  AND NOT EXISTS (SELECT 1 FROM all_texts t
    WHERE t."table" = e."table" AND t.record = e.record AND fold(t.text) = fold(p.verbatim))
ORDER BY e.id
