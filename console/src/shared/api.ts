import { ApiError, createClient, type Problem } from '@shouwen/api';
import { currentLanguage } from './i18n.ts';

/** Every call to the server goes through this one typed client; problem details come in the user's language. */
export const call = createClient({ language: currentLanguage });

/** The problem details of a refused call, or null for any other kind of error. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof ApiError ? error.problem : null;
}

/** True when the call was refused with this HTTP status (0: the server could not be reached). */
export function hasStatus(error: unknown, status: number): boolean {
  return problemOf(error)?.status === status;
}

/** A fresh key that makes one POST safe to repeat. */
export function idempotencyKey(): string {
  return crypto.randomUUID();
}
