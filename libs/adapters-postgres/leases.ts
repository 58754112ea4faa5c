import type { Topic } from '#libs/contracts';
import type { Client, Database } from './database.js';

export interface TopicPartition {
  topic: Topic;
  partition: number;
}

const leaseSeconds = 10;

/**
 * One member's share of a consumer group on the embedded log. Leases only spare two members the same work: what fences them is
 * the stored position. Each call renews this member's leases, lets go of more than its fair share, takes what is free up to it,
 * and answers what it holds.
 */
export async function renewLeases(
  database: Database,
  group: string,
  member: string,
  topics: readonly Topic[],
): Promise<TopicPartition[]> {
  return database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock(7305413)');
    await client.query(
      'insert into log_member values ($1, $2, now()) on conflict (consumer_group, member) do update set seen_at = now()',
      [group, member],
    );
    await client.query(
      'delete from log_member where consumer_group = $1 and seen_at < now() - make_interval(secs => $2)',
      [group, leaseSeconds],
    );
    const fair = await fairShare(client, group, topics);
    await client.query(
      `delete from log_lease where (topic, partition) in (
         select topic, partition from log_lease where consumer_group = $1 and member = $2 order by topic, partition offset $3
       ) and consumer_group = $1 or until < now()`,
      [group, member, fair],
    );
    await client.query(
      `insert into log_lease (consumer_group, topic, partition, member, until)
       select $1, p.topic, p.partition, $2, now() from log_partition p
       where p.topic = any($3::text[]) and not exists (
         select from log_lease l where l.consumer_group = $1 and l.topic = p.topic and l.partition = p.partition)
       order by p.partition, p.topic
       limit greatest(0, $4 - (select count(*) from log_lease where consumer_group = $1 and member = $2))`,
      [group, member, topics, fair],
    );
    const held = await client.query<TopicPartition>(
      `update log_lease set until = now() + make_interval(secs => $3) where consumer_group = $1 and member = $2
       returning topic, partition`,
      [group, member, leaseSeconds],
    );
    return held.rows;
  });
}

/**
 * Forgets all members of all groups: right where a database belongs to one process and that has just started, as whoever held a
 * lease is gone. Else the partitions of a process that was killed would wait until its leases run out.
 */
export async function forgetMembers(database: Database): Promise<void> {
  await database.transaction(async (client) => {
    await client.query('delete from log_lease');
    await client.query('delete from log_member');
  });
}

/** Leaves the group, so that others need not wait until the leases run out. */
export async function leaveGroup(database: Database, group: string, member: string): Promise<void> {
  await database.transaction(async (client) => {
    await client.query('delete from log_lease where consumer_group = $1 and member = $2', [group, member]);
    await client.query('delete from log_member where consumer_group = $1 and member = $2', [group, member]);
  });
}

async function fairShare(client: Client, group: string, topics: readonly Topic[]): Promise<number> {
  const counted = await client.query<{ members: number; partitions: number }>(
    `select (select count(*) from log_member where consumer_group = $1) as members,
            (select count(*) from log_partition where topic = any($2::text[])) as partitions`,
    [group, topics],
  );
  const { members = 1, partitions = 0 } = counted.rows[0] ?? {};
  return Math.ceil(partitions / Math.max(1, members));
}
