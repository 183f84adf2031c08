-- title: No two records of a table have the same English text under the same parent
-- message: {table} record "{record}" has the same text as "{first}": "{words}"
-- hint: remove one of the two records, or correct its text or its parent
-- severity: error
WITH labels("table", record, parent, field, words) AS (
  SELECT t."table", t.record, r.parent, t.field, fold(t.text)
  FROM all_texts t JOIN all_records r ON r."table" = t."table" AND r.record = t.record
  WHERE t.label AND r.role IN ('record', 'term')
)
SELECT b."table", b.record, b.field, min(a.record) AS first, b.words
FROM labels a JOIN labels b ON b."table" = a."table" AND b.parent = a.parent AND b.words = a.words AND a.record < b.record
GROUP BY b."table", b.record, b.field, b.words
ORDER BY b."table", b.record
