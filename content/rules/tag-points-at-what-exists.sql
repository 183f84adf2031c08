-- title: Every tag points at a record that exists
-- message: tag "{record}" points at {missing}, which does not exist
-- hint: correct the table or the record of this row of tags.csv, or remove the row
-- severity: error
SELECT 'tags' AS "table", t.id AS record, 'record' AS field, t."table" || ' record "' || t.record || '"' AS missing
FROM tags t
LEFT JOIN all_records r ON r."table" = t."table" AND r.record = t.record AND r.role = 'record' AND NOT r.editorial
WHERE r.record IS NULL
ORDER BY t.id
