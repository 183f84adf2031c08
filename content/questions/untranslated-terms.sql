-- title: Which terms are written alike in all languages?
-- title_fr: Quels termes s’écrivent de la même façon dans toutes les langues ?
-- title_ar: ما المصطلحات التي تُكتب بالشكل نفسه في جميع اللغات؟
-- answer: {rows} terms keep their English form in French and in Arabic, “{terms}” for one.
-- answer_fr: {rows} termes gardent leur forme anglaise en français et en arabe, par exemple « {terms} ».
-- answer_ar: عدد المصطلحات التي تحتفظ بصيغتها الإنكليزية في الفرنسية والعربية: {rows}، منها «{terms}».
-- order: 17
SELECT id AS terms, expansion_en, expansion_fr, expansion_ar
FROM terms
WHERE term_fr = term_en AND term_ar = term_en
ORDER BY id
