-- title: How many goals are there?
-- answer: There are {how_many}.
-- order: 1
SELECT count(*) AS how_many FROM goals
