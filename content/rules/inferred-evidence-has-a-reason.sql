-- title: Every inferred piece of evidence gives its reason
-- message: evidence "{record}" is inferred and gives no reason
-- hint: write in note_en, in one sentence, why the record is read from this line; name both readings where two are open
-- severity: error
SELECT 'evidence' AS "table", e.id AS record, 'note_en' AS field
FROM evidence e
WHERE e.basis = 'inferred' AND coalesce(trim(e.note_en), '') = ''
ORDER BY e.id
