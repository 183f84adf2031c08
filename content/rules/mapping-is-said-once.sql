-- title: A crime priority stands beside a target once, and is the same as one target of a scheme at most
-- message: crosswalk record "{record}" sets "{priority}" beside a target again, or calls it the same as a second one: see "{first}"
-- hint: remove one of the two rows of crosswalk.csv, or choose a relation that is not exactMatch
-- severity: error
SELECT 'crosswalk' AS "table", b.id AS record, 'target' AS field, b.priority, min(a.id) AS first
FROM crosswalk a
JOIN crosswalk b ON b.priority = a.priority AND a.id < b.id
JOIN targets s ON s.id = a.target
JOIN targets t ON t.id = b.target
WHERE a.target = b.target OR (s.scheme = t.scheme AND a.relation = 'exactMatch' AND b.relation = 'exactMatch')
GROUP BY b.id, b.priority
ORDER BY b.id
