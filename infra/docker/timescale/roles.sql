-- Run once by the image, as the owner of the server, when the volume is new: who may come to the database, each with a password of
-- its own. The regulator owns its database and nothing else; the panels of Grafana see what its migrations grant them.
\set regulator `cat /run/secrets/database-password`
\set panels `cat /run/secrets/panels-password`

create role synco login password :'regulator';
alter database :"DBNAME" owner to synco;
revoke connect, temporary on database :"DBNAME" from public;

create role synco_panels login password :'panels';
alter role synco_panels set default_transaction_read_only = on;
alter role synco_panels set statement_timeout = '15s';
grant connect on database :"DBNAME" to synco_panels;
alter role synco_panels connection limit 20;

-- PostgreSQL lets everybody take advisory locks, by which the regulators give way to each other, and write large objects; and whoever
-- reads a panel may send a query of their own through Grafana. Here the regulator alone may.
do $$
declare it regprocedure;
begin
  for it in
    select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace and (proname like 'pg%advisory%lock%'
      or proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_import', 'lo_open', 'lo_put', 'lo_truncate', 'lo_truncate64', 'lo_unlink', 'lowrite'))
  loop
    execute format('revoke execute on function %s from public', it);
    execute format('grant execute on function %s to synco', it);
  end loop;
end $$;
