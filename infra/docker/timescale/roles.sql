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
