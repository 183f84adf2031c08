-- title: What is each instrument of cooperation for?
-- title_fr: À quoi sert chaque instrument de coopération ?
-- title_ar: ما الغرض من كل أداة من أدوات التعاون؟
-- answer: The source names {rows} roles, from “{roles}” (“{instrument}”) onwards.
-- answer_fr: La source énonce {rows} rôles, à commencer par « {roles} » (« {instrument} »).
-- answer_ar: يذكر المصدر أدوارًا عددها {rows}، أولها «{roles}» («{instrument}»).
-- order: 7
SELECT r.instrument, r.id AS roles
FROM roles AS r
ORDER BY r.instrument = 'strategic-cooperation-forum' DESC, r.instrument, r.position
