-- A photo that somebody has added to a cord: the picture alone, as it was read at the door. No panel and no bus carries it.
create table cord_photo (
  alert text primary key,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea not null,
  added_at timestamptz not null
);
