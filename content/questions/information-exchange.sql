-- title: Where does the strategy speak of exchanging information or sharing data?
-- title_fr: Où la stratégie parle-t-elle d’échange d’informations ou de partage de données ?
-- title_ar: أين تتحدث الاستراتيجية عن تبادل المعلومات أو تبادل البيانات؟
-- answer: {rows} actions, measures and training topics speak of it.
-- answer_fr: {rows} actions, mesures et sujets de formation en parlent.
-- answer_ar: عدد الإجراءات والتدابير ومواضيع التدريب التي تتحدث عنه: {rows}.
-- order: 6
WITH statements("table", record, priority, words) AS (
  SELECT 'actions', id, priority, title_en FROM actions
  UNION ALL SELECT 'measures', id, priority, text_en FROM measures
  UNION ALL SELECT 'topics', id, priority, text_en FROM topics
)
SELECT "table", record, priority
FROM statements
WHERE lower(words) LIKE '%information exchange%'
  OR lower(words) LIKE '%data sharing%'
  OR lower(words) LIKE '%data collection%'
ORDER BY "table", priority IS NOT NULL, priority, record
