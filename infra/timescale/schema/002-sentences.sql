-- A deviation's sentence is told in every language. What was told before, in English only, stands in each place.
update assessment
set deviation = jsonb_set(deviation, '{sentence}', jsonb_build_object('en', deviation -> 'sentence', 'es', deviation -> 'sentence'))
where jsonb_typeof(deviation -> 'sentence') = 'string';

update alert
set body = jsonb_set(
  body,
  '{deviation,sentence}',
  jsonb_build_object('en', body #> '{deviation,sentence}', 'es', body #> '{deviation,sentence}')
)
where jsonb_typeof(body #> '{deviation,sentence}') = 'string';

update alert_event
set happening = jsonb_set(
  happening,
  '{deviation,sentence}',
  jsonb_build_object('en', happening #> '{deviation,sentence}', 'es', happening #> '{deviation,sentence}')
)
where jsonb_typeof(happening #> '{deviation,sentence}') = 'string';

-- Dispatches on their way are texts, which nobody has promised to be JSON: only the member itself is written anew.
update outbox
set value = regexp_replace(value, '"sentence":("([^"\\]|\\.)*")', '"sentence":{"en":\1,"es":\1}')
where topic = 'synco.dispatches';

update log_record
set value = regexp_replace(value, '"sentence":("([^"\\]|\\.)*")', '"sentence":{"en":\1,"es":\1}')
where topic = 'synco.dispatches';
