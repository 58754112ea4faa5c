import { isIP } from 'node:net';
import { z } from 'zod';

const whole = (least: number, most: number) =>
  z.string().regex(/^\d+$/, 'write a whole number').transform(Number).pipe(z.number().min(least).max(most));
/** A bound, where 0 is none (null). */
const noneAtZero = (most: number) => whole(0, most).transform((count) => (count === 0 ? null : count));
const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string()).min(1));

/** An address or a network, as the web server knows them. */
function isProxy(text: string): boolean {
  const [, ip = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  return isIP(ip) !== 0 && Number(bits ?? 0) <= (isIP(ip) === 4 ? 32 : 128);
}

const address = z
  .string()
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'write http://… or https://…');

/** Every setting of the regulator, read once from the environment. The README's table says the same. */
export const Settings = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8400),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'write postgres://USER:PASSWORD@HOST:PORT/DATABASE')
    .optional(),
  DATABASE_PASSWORD_FILE: z.string().min(1).optional(),
  KAFKA_BROKERS: list
    .pipe(z.array(z.string().regex(/^[^\s:/]+:\d+$/, 'write HOST:PORT, several with commas between')))
    .optional(),
  RECORD_KEYS: z.string().min(1).optional(),
  RECORD_KEYS_FILE: z.string().min(1).optional(),
  PARTITIONS: whole(1, 256).default(4),
  ALLOWED_HOSTS: list.default([]),
  TRUSTED_PROXIES: list
    .pipe(z.array(z.string().refine(isProxy, 'write IP addresses, or networks as ADDRESS/BITS, with commas between')))
    .default([]),
  REQUESTS_A_MINUTE: noneAtZero(1_000_000).default(3_000),
  ACCESS: z.enum(['accounts', 'open']).default('accounts'),
  PUBLIC_URL: address.optional(),
  DEMO_SIGN_INS: list
    .pipe(
      z.array(
        z
          .string()
          .regex(/^(member|coordinator|delegate)@[a-z0-9][a-z0-9-]*$/, 'write ROLE@UNIT, several with commas between'),
      ),
    )
    .default([]),
  OIDC_ISSUER: z.string().min(1).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(60).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'write smtp://USER:PASSWORD@HOST:PORT or smtps://…')
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  WEBHOOK_HOSTS: list
    .pipe(z.array(z.string().regex(/^[^\s/@]+$/, 'write HOST or HOST:PORT, several with commas between')))
    .default([]),
  STORAGE_COMPRESS_AFTER_MONTHS: noneAtZero(1_200).default(6),
  STORAGE_KEEP_MONTHS: noneAtZero(1_200).default(null),
  LOG_KEEP_DAYS: noneAtZero(36_500).default(30),
  HEARTBEAT_URL: address.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
