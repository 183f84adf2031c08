-- title: Which milestones have no date?
-- title_fr: Quels jalons n’ont pas de date ?
-- title_ar: ما المراحل الرئيسية التي ليس لها تاريخ؟
-- answer: The source gives {rows} milestones no date; the first is “{milestones}”.
-- answer_fr: La source ne donne aucune date à {rows} jalons ; le premier est « {milestones} ».
-- answer_ar: عدد المراحل الرئيسية التي لا يذكر المصدر لها تاريخًا: {rows}، أولاها «{milestones}».
-- order: 8
SELECT id AS milestones, instrument
FROM milestones
WHERE due IS NULL
ORDER BY position
