-- The settled figures of each indicator by week (Monday first) and by month, by the local start of their periods. Here they
-- are plain views; with TimescaleDB the set `hypertables` keeps their sums.
create view figure_by_week as
select indicator, date_trunc('week', starts) as starts, count(*) as figures,
  sum(value) as total, avg(value) as mean, min(value) as least, max(value) as most,
  avg(coverage) as coverage, sum(actuality) as actuality, sum(capability) as capability, sum(potentiality) as potentiality
from figure where settled group by 1, 2;

create view figure_by_month as
select indicator, date_trunc('month', starts) as starts, count(*) as figures,
  sum(value) as total, avg(value) as mean, min(value) as least, max(value) as most,
  avg(coverage) as coverage, sum(actuality) as actuality, sum(capability) as capability, sum(potentiality) as potentiality
from figure where settled group by 1, 2;

-- Ranges of starts whose kept sums are older than `figure`. Nothing is written here while the views are plain.
create table touched (
  number bigint generated always as identity primary key,
  first timestamp not null,
  last timestamp not null,
  noted_at timestamptz not null default now()
);
