import { hash, verify } from '@node-rs/argon2';

// OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The Argon2id hash of a password, in the usual encoded form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

/** Whether the password fits. Takes as long when there is no hash, so that an answer does not tell who exists. */
export async function checkPassword(encoded: string | null, password: string): Promise<boolean> {
  const against = encoded ?? (await noOne());
  const fits = await verify(against, password.normalize('NFKC'));
  return fits && encoded !== null;
}

let decoy: Promise<string> | null = null;
function noOne(): Promise<string> {
  decoy ??= hashPassword('nobody has this one');
  return decoy;
}
