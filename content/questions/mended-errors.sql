-- title: Which typing errors of the source were mended?
-- title_fr: Quelles fautes de frappe de la source ont été corrigées ?
-- title_ar: ما الأخطاء المطبعية في المصدر التي صُححت؟
-- answer: {rows} records have a mended text; the first error stands in line {line}.
-- answer_fr: {rows} enregistrements ont un texte corrigé ; la première faute se trouve à la ligne {line}.
-- answer_ar: عدد السجلات التي صُحح نصها: {rows}، وأول خطأ في السطر {line}.
-- order: 14
SELECT e."table", e.record, e.passage, p.line, e.note_en, e.note_fr, e.note_ar
FROM evidence AS e
JOIN passages AS p ON p.id = e.passage
WHERE e.basis = 'corrected'
ORDER BY p.source, p.line, e."table", e.record
