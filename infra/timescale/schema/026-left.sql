-- An account whose person has left keeps its row, as what they did for a unit names it; nobody comes in by it again.
alter table account add column left_at timestamptz;
update account set left_at = now()
 where email is null and password_hash is null and subject is null and name = 'Somebody who has left';
