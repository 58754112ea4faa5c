-- How far each partition of the embedded log was on a day: so its records need no time of their own to be old.
create table log_mark (
  topic text not null,
  partition integer not null,
  at timestamptz not null,
  next_offset bigint not null,
  primary key (topic, partition, at)
);
