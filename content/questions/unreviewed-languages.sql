-- title: Which translations has no reviewer confirmed yet?
-- title_fr: Quelles traductions aucun relecteur n’a-t-il encore confirmées ?
-- title_ar: ما الترجمات التي لم يؤكدها أي مُراجِع بعد؟
-- answer: {rows} languages are working translations without a reviewer.
-- answer_fr: {rows} langues sont des traductions de travail sans relecteur.
-- answer_ar: عدد اللغات التي ما زالت ترجماتها ترجمات عمل بلا مُراجِع: {rows}.
-- order: 16
SELECT id AS languages, name, role
FROM languages
WHERE role = 'working' AND reviewer IS NULL
ORDER BY id
