import { z } from 'zod';
import { SyncoError } from '#libs/contracts';

const Settings = z.object({
  server: z
    .url({ protocol: /^https?$/, error: 'write the server as http://HOST:PORT' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('http://127.0.0.1:8400'),
  as: z
    .string()
    .regex(/^.+@[a-z0-9][a-z0-9-]*$/, 'write who you are as NAME@UNIT')
    .optional(),
});
export type Settings = z.infer<typeof Settings>;

/** Where the server is and who asks: from the options, else from SYNCO_SERVER and SYNCO_AS; throws `usage-wrong`. */
export function readSettings(
  env: Record<string, string | undefined>,
  options: { server?: string | undefined; as?: string | undefined },
): Settings {
  const read = Settings.safeParse({
    server: options.server ?? (env['SYNCO_SERVER'] || undefined),
    as: options.as ?? (env['SYNCO_AS'] || undefined),
  });
  if (read.success) return read.data;
  const [fault] = read.error.issues;
  throw new SyncoError('usage-wrong', `--${fault?.path.join('.')}: ${fault?.message}`);
}
