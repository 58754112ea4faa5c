-- What was settled long ago is looked for every few seconds, and mostly there is none.
create index delivery_settled on delivery (made_at) where state <> 'waiting';
