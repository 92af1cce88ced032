import { hash, verify } from '@node-rs/argon2';

// OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The Argon2id hash of a password, in the usual encoded form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

// The hash of a random text that was thrown away; it costs what ours cost (a test holds them together).
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$RSL74IWSBxWSHkNGniwVZg$gskB28Fvgros64Az5ub4hrGseXCxTiFmMkiWz3qGxSM';

/** Whether the password fits. Takes as long when there is no hash, so that an answer does not tell who exists. */
export async function checkPassword(encoded: string | null, password: string): Promise<boolean> {
  const fits = await verify(encoded ?? nobodysHash, password.normalize('NFKC'));
  return fits && encoded !== null;
}
