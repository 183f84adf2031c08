-- title: Which crime priorities name cooperation with the private sector?
-- title_fr: Quelles priorités criminelles citent la coopération avec le secteur privé ?
-- title_ar: ما الأولويات الإجرامية التي تذكر التعاون مع القطاع الخاص؟
-- answer: {rows} priorities do; the first of them is “{priority}”.
-- answer_fr: {rows} priorités la citent ; la première est « {priority} ».
-- answer_ar: عدد الأولويات التي تذكره: {rows}، أولاها «{priority}».
-- column words: Words of the strategy
-- column_fr words: Termes de la stratégie
-- column_ar words: نص الاستراتيجية
-- order: 1
WITH statements AS (
  SELECT priority, position, title_en AS words_en, title_fr AS words_fr, title_ar AS words_ar FROM actions
  UNION ALL
  SELECT priority, position, text_en, text_fr, text_ar FROM measures
  UNION ALL
  SELECT priority, position, text_en, text_fr, text_ar FROM topics
)
SELECT s.priority, s.words_en, s.words_fr, s.words_ar
FROM statements AS s
JOIN priorities AS p ON p.id = s.priority
JOIN tiers AS t ON t.id = p.tier
WHERE s.words_en LIKE '%private sector%'
GROUP BY s.priority
ORDER BY t.position, p.position
