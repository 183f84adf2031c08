-- title: Every record that was read from a source has evidence
-- message: {table} record "{record}" has no evidence
-- hint: add a row to evidence.csv whose table is "{table}" and whose record is "{record}"
-- severity: error
SELECT r."table", r.record, NULL AS field
FROM all_records r
WHERE r.role IN ('record', 'term', 'source') AND NOT r.editorial
  AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e."table" = r."table" AND e.record = r.record)
ORDER BY r."table", r.record
