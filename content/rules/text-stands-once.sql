-- title: No two records of a table have the same English text under the same parent
-- message: {table} record "{record}" has the same text as "{first}": "{words}"
-- hint: remove one of the two records, or correct its text or its parent
-- severity: error
WITH texts(tbl, id, parent, field, body) AS (
  SELECT 'goals', id, '', 'title_en', fold(title_en) FROM goals
  UNION ALL SELECT 'instruments', id, '', 'name_en', fold(name_en) FROM instruments
  UNION ALL SELECT 'roles', id, instrument, 'text_en', fold(text_en) FROM roles
  UNION ALL SELECT 'tiers', id, '', 'name_en', fold(name_en) FROM tiers
  UNION ALL SELECT 'priorities', id, '', 'name_en', fold(name_en) FROM priorities
  UNION ALL SELECT 'actions', id, coalesce('action ' || parent, 'priority ' || priority, scope), 'title_en', fold(title_en) FROM actions
  UNION ALL SELECT 'measures', id, coalesce('action ' || action, 'priority ' || priority, ''), 'text_en', fold(text_en) FROM measures
  UNION ALL SELECT 'topics', id, priority, 'text_en', fold(text_en) FROM topics
  UNION ALL SELECT 'milestones', id, '', 'title_en', fold(title_en) FROM milestones
  UNION ALL SELECT 'terms', id, '', 'term_en', fold(term_en) FROM terms
)
SELECT b.tbl AS "table", b.id AS record, b.field, min(a.id) AS first, b.body AS words
FROM texts a JOIN texts b ON b.tbl = a.tbl AND b.parent = a.parent AND b.body = a.body AND a.id < b.id
GROUP BY b.tbl, b.id, b.field, b.body
ORDER BY b.tbl, b.id
