-- title: The English text of a corrected record differs from its passage by one to four characters
-- message: {of} "{name}" is said to be corrected, but differs from {passage} by {distance} characters
-- hint: mend typing errors only; a text without a difference is verbatim, one with a larger difference is inferred, with a reason
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
), distances(id, distance) AS (
  SELECT e.id, min(edits(fold(w.body), fold(p.verbatim)))
  FROM evidence e JOIN passages p ON p.id = e.passage
  JOIN words w ON w.tbl = e."table" AND w.id = e.record AND w.body IS NOT NULL
  WHERE e.basis = 'corrected'
  GROUP BY e.id
)
SELECT 'evidence' AS "table", e.id AS record, 'basis' AS field,
  e."table" AS "of", e.record AS name, e.passage, d.distance
FROM distances d JOIN evidence e ON e.id = d.id
WHERE d.distance NOT BETWEEN 1 AND 4
ORDER BY e.id
