-- title: Every tag quotes words of the record that it counts
-- message: tag "{record}" quotes "{words}", which "{of}" does not say
-- hint: quote in quotation marks the English words of the record that speak of the theme, or choose another theme
-- severity: error
WITH quotes(id, "table", record, words) AS (
  SELECT id, "table", record, substr(reason_en, instr(reason_en, '"') + 1, length(reason_en) - instr(reason_en, '"') - 2)
  FROM tags
)
SELECT 'tags' AS "table", q.id AS record, 'reason_en' AS field, q.words, q.record AS "of"
FROM quotes q
WHERE q.words = '' OR NOT EXISTS (SELECT 1 FROM all_texts t
  WHERE t."table" = q."table" AND t.record = q.record AND instr(lower(t.text), lower(q.words)) > 0)
ORDER BY q.id
