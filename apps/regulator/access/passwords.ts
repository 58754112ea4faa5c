import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, two passes and one lane, as OWASP's cheat sheet on storing passwords (2024) has it. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let nobodys: Promise<string> | undefined;

/** Whether it is the password. Where there is none to compare with it takes as long all the same, so that nobody learns who has an account. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  nobodys ??= hashPassword('the password of nobody');
  const matches = await verify(hashed ?? (await nobodys), password.normalize('NFKC'));
  return matches && hashed !== null;
}
