import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import kafkajs from 'kafkajs';
import { topics } from '#libs/contracts';

// Node finds only some of the names of this CommonJS package.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, Kafka, logLevel, ResourcePatternTypes } = kafkajs;
const jars = fileURLToPath(new URL('../../infra/kafka/jars.mjs', import.meta.url));

/** What kafka-configs.sh does in the container, where the broker speaks to itself: makes a user, who may do nothing yet. */
export function addKafkaUser(door: string, name: string, password: string): void {
  const libs = execFileSync(process.execPath, [jars], { encoding: 'utf8' }).trim();
  const change = ['--alter', '--add-config', `SCRAM-SHA-512=[password=${password}]`];
  const where = ['--bootstrap-server', door, '--entity-type', 'users', '--entity-name', name];
  execFileSync('java', ['-cp', `${libs}/*`, 'kafka.admin.ConfigCommand', ...where, ...change], { stdio: 'pipe' });
}

/** What kafka-acls.sh does there: a node may see the topics, and write figures. */
export async function grantPosting(door: string, name: string): Promise<void> {
  const admin = new Kafka({ brokers: [door], logLevel: logLevel.NOTHING }).admin();
  const common = {
    resourceType: AclResourceTypes.TOPIC,
    principal: `User:${name}`,
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
  };
  const prefix = { resourceName: 'synco.', resourcePatternType: ResourcePatternTypes.PREFIXED };
  const exactly = { resourceName: topics.observations, resourcePatternType: ResourcePatternTypes.LITERAL };
  await admin.connect();
  await admin.createAcls({
    acl: [
      { ...common, ...prefix, operation: AclOperationTypes.DESCRIBE },
      { ...common, ...exactly, operation: AclOperationTypes.WRITE },
    ],
  });
  await admin.disconnect();
}
