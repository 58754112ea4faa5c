import { z } from 'zod';
import { SyncoError } from '#libs/contracts';
import { keptKey } from './keys.js';

const Settings = z.object({
  server: z
    .url({ protocol: /^https?$/, error: 'write the server as http://HOST:PORT' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('http://127.0.0.1:8400'),
  as: z
    .string()
    .regex(/^.+@[a-z0-9][a-z0-9-]*$/, 'write who you are as NAME@UNIT')
    .optional(),
  key: z
    .string()
    .regex(/^[\w-]{1,100}$/, 'SYNCO_KEY is no key of a session or a node')
    .optional(),
});
export type Settings = z.infer<typeof Settings>;

/**
 * Where the server is and who asks: from the options, else from SYNCO_SERVER and SYNCO_AS. The key of a session or a node comes from
 * SYNCO_KEY, else from where `synco sign-in` has kept it. Throws `usage-wrong`.
 */
export function readSettings(
  env: Record<string, string | undefined>,
  options: { server?: string | undefined; as?: string | undefined },
): Settings {
  const read = Settings.safeParse({
    server: options.server ?? (env['SYNCO_SERVER'] || undefined),
    as: options.as ?? (env['SYNCO_AS'] || undefined),
    key: env['SYNCO_KEY'] || undefined,
  });
  if (read.success) return { ...read.data, key: read.data.key ?? keptKey(env, read.data.server) };
  const [fault] = read.error.issues;
  throw new SyncoError('usage-wrong', `--${fault?.path.join('.')}: ${fault?.message}`);
}
