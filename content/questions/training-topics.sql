-- title: On which topics is training foreseen, priority by priority?
-- title_fr: Quels sujets de formation sont prévus, priorité par priorité ?
-- title_ar: ما مواضيع التدريب المزمعة في كل أولوية؟
-- answer: {rows} training topics are foreseen, from “{topics}” under “{priority}” onwards.
-- answer_fr: {rows} sujets de formation sont prévus, à commencer par « {topics} » pour « {priority} ».
-- answer_ar: عدد مواضيع التدريب المزمعة: {rows}، بدءًا من «{topics}» في أولوية «{priority}».
-- order: 4
SELECT o.priority, o.id AS topics
FROM topics AS o
JOIN priorities AS p ON p.id = o.priority
JOIN tiers AS t ON t.id = p.tier
ORDER BY t.position, p.position, o.position
