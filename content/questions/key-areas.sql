-- title: Which priorities stand in the list of key priority areas, and in which tier?
-- title_fr: Quelles priorités figurent dans la liste des domaines prioritaires clés, et à quel niveau ?
-- title_ar: ما الأولويات الواردة في قائمة المجالات الرئيسية ذات الأولوية، وفي أي مستوى؟
-- answer: {rows} priorities stand in that list, “{priority}” first.
-- answer_fr: {rows} priorités figurent dans cette liste, à commencer par « {priority} ».
-- answer_ar: عدد الأولويات الواردة في تلك القائمة: {rows}، أولاها «{priority}».
-- order: 9
SELECT p.id AS priority, p.tier
FROM priorities AS p
JOIN tiers AS t ON t.id = p.tier
WHERE p.key_area
ORDER BY t.position, p.position
