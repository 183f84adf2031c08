-- title: No record is counted twice under the same theme
-- message: tag "{record}" says again what "{first}" says
-- hint: remove one of the two rows of tags.csv
-- severity: error
SELECT 'tags' AS "table", b.id AS record, 'theme' AS field, min(a.id) AS first
FROM tags a JOIN tags b ON b."table" = a."table" AND b.record = a.record AND b.theme = a.theme AND a.id < b.id
GROUP BY b.id
ORDER BY b.id
