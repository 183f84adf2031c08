-- title: How much was read word for word, how much was mended, how much is our reading?
-- title_fr: Quelle part a été lue mot à mot, quelle part corrigée, quelle part est notre lecture ?
-- title_ar: كم استُخرج حرفيًا، وكم صُحح، وكم هو من قراءتنا؟
-- answer: The most frequent basis is “{basis}”: {percent} % of the links.
-- answer_fr: Le fondement le plus fréquent est « {basis} » : {percent} % des renvois.
-- answer_ar: أكثر الأسس تكرارًا هو «{basis}»: {percent} في المائة من الإحالات.
-- column number_of_links: Number of links
-- column_fr number_of_links: Nombre de renvois
-- column_ar number_of_links: عدد الإحالات
-- column percent: Per cent
-- column_fr percent: Pour cent
-- column_ar percent: النسبة المئوية
-- order: 13
SELECT basis, count(*) AS number_of_links,
  CAST(round(100.0 * count(*) / (SELECT count(*) FROM evidence)) AS INTEGER) AS percent
FROM evidence
GROUP BY basis
ORDER BY number_of_links DESC, basis
