-- title: Which themes run through most actions, measures and training topics?
-- title_fr: Quels thèmes reviennent dans le plus d’actions, de mesures et de sujets de formation ?
-- title_ar: ما المحاور الأكثر حضورًا في الإجراءات والتدابير ومواضيع التدريب؟
-- answer: “{theme}” runs through most of them: {number_of_records}.
-- answer_fr: « {theme} » revient le plus souvent : {number_of_records} fois.
-- answer_ar: المحور الأكثر حضورًا هو «{theme}»: {number_of_records}.
-- column number_of_records: Number of records
-- column_fr number_of_records: Nombre d’enregistrements
-- column_ar number_of_records: عدد السجلات
-- order: 11
SELECT g.theme, count(*) AS number_of_records
FROM tags AS g
GROUP BY g.theme
ORDER BY number_of_records DESC, g.theme
