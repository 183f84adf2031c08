-- title: Which crime priorities name cooperation with the private sector?
-- title_fr: Quelles priorités de lutte contre la criminalité citent la coopération avec le secteur privé ?
-- title_ar: ما أولويات مكافحة الجريمة التي تذكر التعاون مع القطاع الخاص؟
-- answer: {rows} priorities do; the first of them is “{priority}”.
-- answer_fr: {rows} priorités la citent ; la première est « {priority} ».
-- answer_ar: عدد الأولويات التي تذكره: {rows}، أولاها «{priority}».
-- column words: Words of the strategy
-- column_fr words: Termes de la stratégie
-- column_ar words: نص الاستراتيجية
-- order: 1
WITH statements(rank, priority, position, id, words_en, words_fr, words_ar) AS (
  SELECT 1, priority, position, id, title_en, title_fr, title_ar FROM actions
  UNION ALL SELECT 2, priority, position, id, text_en, text_fr, text_ar FROM measures
  UNION ALL SELECT 3, priority, position, id, text_en, text_fr, text_ar FROM topics
), matching AS (
  SELECT *, row_number() OVER (PARTITION BY priority ORDER BY rank, position, id) AS place
  FROM statements
  WHERE lower(words_en) LIKE '%private sector%'
)
SELECT s.priority, s.words_en, s.words_fr, s.words_ar
FROM matching AS s
JOIN priorities AS p ON p.id = s.priority
JOIN tiers AS t ON t.id = p.tier
WHERE s.place = 1
ORDER BY t.position, p.position
