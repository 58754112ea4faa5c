-- Public keys (Ed25519, base64 of the SPKI form) by which nodes sign what they write to Kafka themselves. Two may hold at a time.
create table node_key (
  -- the beginning of the key's SHA-256
  id text primary key,
  public_key text not null unique,
  node uuid not null references node,
  made_at timestamptz not null,
  revoked_at timestamptz
);
create index node_key_of_node on node_key (node);
