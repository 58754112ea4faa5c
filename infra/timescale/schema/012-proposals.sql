-- Agreements that one level has proposed to the other, and what became of them; what is accepted stands in the organisation.
create table agreement_proposal (
  number bigint generated always as identity primary key,
  id uuid not null unique,
  unit text not null,
  body jsonb not null
);
create index agreement_proposal_of_unit on agreement_proposal (unit, number desc);
