-- title: From which lines of the source was most read?
-- title_fr: De quelles lignes de la source a-t-on tiré le plus d’enregistrements ?
-- title_ar: ما سطور المصدر التي استُخرج منها أكبر عدد من السجلات؟
-- answer: Most was read from line {line}, “{passage}”: {number_of_records} records.
-- answer_fr: C’est de la ligne {line}, « {passage} », que l’on a tiré le plus d’enregistrements : {number_of_records}.
-- answer_ar: السطر الذي استُخرج منه أكبر عدد من السجلات هو السطر {line}، «{passage}»: {number_of_records}.
-- column number_of_records: Number of records
-- column_fr number_of_records: Nombre d’enregistrements
-- column_ar number_of_records: عدد السجلات
-- order: 15
SELECT e.passage, p.line, count(DISTINCT e."table" || '/' || e.record) AS number_of_records
FROM evidence AS e
JOIN passages AS p ON p.id = e.passage
GROUP BY e.passage, p.line
HAVING count(DISTINCT e."table" || '/' || e.record) >= 5
ORDER BY number_of_records DESC, p.line, e.passage
