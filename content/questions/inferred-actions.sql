-- title: Which actions rest on an inferred reading?
-- title_fr: Quelles actions reposent sur une lecture déduite ?
-- title_ar: ما الإجراءات التي تستند إلى قراءة مستنتجة؟
-- answer: {rows} links between an action and a line of the source are inferred, each with its reason.
-- answer_fr: {rows} renvois d’une action à une ligne de la source sont déduits, chacun avec sa raison.
-- answer_ar: عدد الإحالات المستنتجة من إجراء إلى سطر في المصدر: {rows}، ولكل منها سببها.
-- order: 12
SELECT e.record AS actions, e.passage, e.note_en, e.note_fr, e.note_ar
FROM evidence AS e
WHERE e."table" = 'actions' AND e.basis = 'inferred'
ORDER BY e.passage, e.record
