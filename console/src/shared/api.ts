import { ApiError, type Call, createClient, type Problem } from '@shouwen/api';
import { askToConfirm } from './confirming.ts';
import { currentLanguage } from './i18n.ts';

const plainCall = createClient({ language: currentLanguage });

/**
 * Every call to the server goes through this one typed client; problem details come in the user's language. What is
 * dangerous may need a fresh proof of who sits here: it is asked for, and the call made again.
 */
export const call: Call = async (name, parts, options) => {
  try {
    return await plainCall(name, parts, options);
  } catch (error) {
    if (problemOf(error)?.code !== 'confirm_needed' || !(await askToConfirm())) throw error;
    return plainCall(name, parts, options);
  }
};

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
