-- Alerts of one cause are shown as one: under the alert of the whole, with the working minutes that they keep meanwhile.
update alert set body = body || '{"under": null, "apart": false}'::jsonb where not body ? 'under';
alter table alert add column under text;
create index alert_under on alert (under) where under is not null;
