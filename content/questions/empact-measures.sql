-- title: Which measures are linked to EMPACT?
-- title_fr: Quelles mesures sont liées à EMPACT ?
-- title_ar: ما التدابير المرتبطة بمنصة EMPACT؟
-- answer: {rows} measures name EMPACT, or stand under an action that does.
-- answer_fr: {rows} mesures citent EMPACT ou relèvent d’une action qui la cite.
-- answer_ar: عدد التدابير التي تذكر منصة EMPACT أو تندرج تحت إجراء يذكرها: {rows}.
-- order: 5
SELECT m.id AS measures, m.action, m.priority
FROM measures AS m
LEFT JOIN actions AS a ON a.id = m.action
LEFT JOIN actions AS wider ON wider.id = a.parent
WHERE m.text_en LIKE '%EMPACT%' OR a.title_en LIKE '%EMPACT%' OR wider.title_en LIKE '%EMPACT%'
ORDER BY m.priority IS NOT NULL, m.priority, m.action IS NOT NULL, m.action, m.position, m.id
