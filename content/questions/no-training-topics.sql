-- title: Which crime priorities have no training topic?
-- title_fr: Quelles priorités de lutte contre la criminalité n’ont aucun sujet de formation ?
-- title_ar: ما أولويات مكافحة الجريمة التي ليس لها أي موضوع تدريب؟
-- answer: {rows} priorities have none of their own; “{priority}” is the first of them.
-- answer_fr: {rows} priorités n’en ont aucun en propre ; « {priority} » est la première.
-- answer_ar: عدد الأولويات التي ليس لها موضوع تدريب خاص بها: {rows}، أولاها «{priority}».
-- order: 2
SELECT p.id AS priority, p.tier
FROM priorities AS p
JOIN tiers AS t ON t.id = p.tier
WHERE NOT EXISTS (SELECT 1 FROM topics WHERE topics.priority = p.id)
ORDER BY t.position, p.position
