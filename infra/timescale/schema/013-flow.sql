-- Alerts know what has come and gone before them, and with which period the filter has closed them.
update alert set body = body || '{"again": null, "goneIn": null}'::jsonb where not body ? 'again';
