-- What people have done under ids of its own: a form that is sent again, because its answer was lost, is not done twice.
create table done_once (
  id uuid primary key,
  -- a digest of what it was
  what text not null,
  at timestamptz not null
);
