-- How people are reached beside the page, and all that was sent to them. Seen by the person alone; no panel may read any of this.
create table reaching (
  account uuid primary key references account on delete cascade,
  body jsonb not null
);

create table channel (
  id uuid primary key,
  account uuid not null references account on delete cascade,
  body jsonb not null,
  -- what signs a webhook, or the token that lets into the account elsewhere: it has to be used, so it cannot be kept as a hash
  secret text,
  -- while a regulator sends through it no other does; over when that one has died
  busy_until timestamptz
);
create index channel_of_account on channel (account);

-- Channels to which nothing is sent before whoever reads there has used the link, whose key is known by its hash alone.
create table unconfirmed (
  channel uuid primary key references channel on delete cascade,
  key_hash bytea not null unique,
  until timestamptz not null
);

create table delivery (
  alert text not null,
  sequence int not null,
  unit text not null,
  account uuid not null references account on delete cascade,
  channel uuid not null references channel on delete cascade,
  news jsonb not null,
  severity text not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  -- when it was due before anything failed
  first_due_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'given-up')),
  tries int not null default 0,
  sent_at timestamptz,
  reason text,
  primary key (alert, sequence, account, channel)
);
create index delivery_due on delivery (due_at) where state = 'waiting';
create index delivery_of_channel on delivery (channel, sent_at) where state = 'sent';
create index delivery_of_account on delivery (account, made_at desc);

-- The key pair by which browsers know this server (VAPID). Made once, by whichever regulator needs it first.
create table push_key (
  one boolean primary key default true check (one),
  public_key text not null,
  private_key text not null
);
