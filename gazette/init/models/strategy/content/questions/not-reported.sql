-- title: Of which measures has nothing been reported yet?
-- title_fr: De quelles mesures rien n’a-t-il encore été rapporté ?
-- title_ar: ما التدابير التي لم يُبلَّغ عنها شيء بعد؟
-- answer: Nothing has been reported of {rows} of them; “{measure}” is the first.
-- answer_fr: Rien n’a été rapporté de {rows} d’entre elles ; « {measure} » est la première.
-- answer_ar: عدد التدابير التي لم يُبلَّغ عنها شيء: {rows}، وأولها «{measure}».
-- order: 1
SELECT id AS measure, action
FROM measures
WHERE id NOT IN (SELECT measure FROM updates WHERE measure IS NOT NULL)
ORDER BY action, position
