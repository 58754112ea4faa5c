-- What was imported: who said what it is called, and what the loop has taken of it, indicator by indicator. An indicator's row is
-- written by whoever holds its head, in the transaction that takes the figures.
create table bulk_import (
  id uuid primary key,
  unit text not null,
  name text not null,
  posted_by text not null,
  begun_at timestamptz not null,
  sent integer,
  refused integer not null,
  -- The deviations that stood when it was over, by indicator; null until somebody has looked then.
  found jsonb
);
create index bulk_import_of on bulk_import (unit, begun_at desc);

create table bulk_import_part (
  import uuid not null,
  indicator text not null,
  taken integer not null,
  repeated integer not null,
  refused integer not null,
  first timestamp,
  last timestamp,
  alerts text[] not null,
  primary key (import, indicator)
);
