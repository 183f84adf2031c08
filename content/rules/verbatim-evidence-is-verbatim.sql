-- title: The English text of a verbatim record is the text of its passage
-- message: {of} "{name}" is said to be verbatim, but {passage} reads "{words}"
-- hint: take the wording of the source, or set the basis to corrected (typing errors only) or to inferred (with a reason)
-- severity: error
WITH words(tbl, id, field, body) AS (
  SELECT 'goals', id, 'title_en', title_en FROM goals
  UNION ALL SELECT 'instruments', id, 'name_en', name_en FROM instruments
  UNION ALL SELECT 'roles', id, 'text_en', text_en FROM roles
  UNION ALL SELECT 'tiers', id, 'name_en', name_en FROM tiers
  UNION ALL SELECT 'tiers', id, 'statement_en', statement_en FROM tiers
  UNION ALL SELECT 'priorities', id, 'name_en', name_en FROM priorities
  UNION ALL SELECT 'actions', id, 'title_en', title_en FROM actions
  UNION ALL SELECT 'measures', id, 'text_en', text_en FROM measures
  UNION ALL SELECT 'topics', id, 'text_en', text_en FROM topics
  UNION ALL SELECT 'milestones', id, 'title_en', title_en FROM milestones
  UNION ALL SELECT 'milestones', id, 'statement_en', statement_en FROM milestones
  UNION ALL SELECT 'terms', id, 'term_en', term_en FROM terms
  UNION ALL SELECT 'terms', id, 'expansion_en', expansion_en FROM terms
  UNION ALL SELECT 'sources', id, 'title', title FROM sources
)
SELECT 'evidence' AS "table", e.id AS record, 'basis' AS field,
  e."table" AS "of", e.record AS name, e.passage, fold(p.verbatim) AS words
FROM evidence e JOIN passages p ON p.id = e.passage
WHERE e.basis = 'verbatim'
  AND NOT EXISTS (SELECT 1 FROM words w
    WHERE w.tbl = e."table" AND w.id = e.record AND fold(w.body) = fold(p.verbatim))
ORDER BY e.id
