-- title: Which priorities share the same wording?
-- title_fr: Quelles priorités partagent la même formulation ?
-- title_ar: ما الأولويات التي تشترك في الصياغة نفسها؟
-- answer: {rows} measures and training topics are worded as one under another priority, among them “{record}”.
-- answer_fr: {rows} mesures et sujets de formation sont formulés à l’identique sous une autre priorité, dont « {record} ».
-- answer_ar: عدد التدابير ومواضيع التدريب التي لها الصياغة نفسها في أولوية أخرى: {rows}، منها «{record}».
-- order: 10
WITH statements("table", record, priority, words) AS (
  SELECT 'measures', id, priority, text_en FROM measures WHERE priority IS NOT NULL
  UNION ALL SELECT 'topics', id, priority, text_en FROM topics
)
SELECT one."table", one.record, one.priority
FROM statements AS one
WHERE EXISTS (
  SELECT 1 FROM statements AS other
  WHERE lower(other.words) = lower(one.words) AND other.priority <> one.priority
)
ORDER BY lower(one.words), one.priority, one."table", one.record
