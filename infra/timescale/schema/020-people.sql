-- Who may come in, and for whom they speak. Passwords, links and sessions are kept as hashes only; no panel may read any of this.
create table account (
  id uuid primary key,
  name text not null,
  email text unique,
  password_hash text,
  -- of the organisation's own sign-in: who vouches, and under which name
  issuer text,
  subject text,
  created_at timestamptz not null,
  -- wrong passwords in a row, and until when no further one is looked at
  failures int not null default 0,
  locked_until timestamptz,
  unique (issuer, subject)
);

create table session (
  key_hash bytea primary key,
  account uuid not null references account on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  until timestamptz not null
);
create index session_of_account on session (account);

-- A link that works once: to begin with, for somebody to whom a mandate was given, for a forgotten password.
create table one_time (
  key_hash bytea primary key,
  purpose text not null check (purpose in ('first', 'invited', 'reset')),
  account uuid references account on delete cascade,
  unit text,
  until timestamptz not null
);

create table mandate (
  id uuid primary key,
  unit text not null,
  account uuid not null references account on delete cascade,
  role text not null check (role in ('member', 'coordinator', 'delegate')),
  starts_at timestamptz not null,
  until timestamptz,
  ended_at timestamptz,
  vote uuid
);
create index mandate_of_account on mandate (account);
create index mandate_of_unit on mandate (unit, starts_at);

create table vote (
  id uuid primary key,
  unit text not null,
  body jsonb not null,
  closes_at timestamptz not null,
  open boolean not null
);
create index vote_of_unit on vote (unit, closes_at desc);
create index vote_open on vote (closes_at) where open;

-- Kept while the vote is open, so that nobody votes twice and everybody may change their mind; then deleted.
create table ballot (
  vote uuid not null references vote on delete cascade,
  account uuid not null references account on delete cascade,
  choice text not null check (choice in ('yes', 'no')),
  primary key (vote, account)
);

-- Every look at a unit from outside it: who, as what, at what, and when first and last within an hour. Read by the unit itself.
create table look (
  unit text not null,
  hour timestamptz not null,
  by_name text not null,
  by_unit text not null,
  what text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times int not null,
  primary key (unit, hour, by_unit, by_name, what)
);

-- Nodes that post for a unit over HTTP, and their tokens, of which two may hold at a time, so that one replaces the other without a gap.
create table node (
  id uuid primary key,
  unit text not null,
  name text not null,
  -- the indicators that it may post; null for all of its unit
  indicators jsonb,
  admitted_at timestamptz not null,
  admitted_by text not null,
  dismissed_at timestamptz
);
create index node_of_unit on node (unit);

create table node_token (
  id uuid primary key,
  key_hash bytea not null unique,
  node uuid not null references node,
  made_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index node_token_of_node on node_token (node);
