-- title: How many actions, measures and training topics does each priority have?
-- title_fr: Combien d’actions, de mesures et de sujets de formation chaque priorité compte-t-elle ?
-- title_ar: كم عدد الإجراءات والتدابير ومواضيع التدريب لكل أولوية؟
-- answer: “{priority}” has the most measures: {number_of_measures}.
-- answer_fr: « {priority} » compte le plus de mesures : {number_of_measures}.
-- answer_ar: الأولوية التي لها أكبر عدد من التدابير هي «{priority}»: {number_of_measures}.
-- column number_of_actions: Number of actions
-- column_fr number_of_actions: Nombre d’actions
-- column_ar number_of_actions: عدد الإجراءات
-- column number_of_measures: Number of measures
-- column_fr number_of_measures: Nombre de mesures
-- column_ar number_of_measures: عدد التدابير
-- column number_of_topics: Number of training topics
-- column_fr number_of_topics: Nombre de sujets de formation
-- column_ar number_of_topics: عدد مواضيع التدريب
-- order: 3
SELECT p.id AS priority, p.tier,
  (SELECT count(*) FROM actions AS a WHERE a.priority = p.id) AS number_of_actions,
  (SELECT count(*) FROM measures AS m WHERE m.priority = p.id) AS number_of_measures,
  (SELECT count(*) FROM topics AS o WHERE o.priority = p.id) AS number_of_topics
FROM priorities AS p
JOIN tiers AS t ON t.id = p.tier
ORDER BY number_of_measures DESC, t.position, p.position
