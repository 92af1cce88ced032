import { StartError } from '../errors.ts';

/** Thrown with one clear sentence for the user: what is wrong with the embedded database and what to do about it. */
export class EmbeddedDatabaseError extends StartError {
  override name = 'EmbeddedDatabaseError';
}

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a file of that name is in the way',
  ENOENT: 'it does not exist',
};

/** The code of a system error (`ENOENT`, …), or undefined for any other value. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The reason of an error in words that fit behind a colon. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code !== undefined && REASONS[code] !== undefined) return REASONS[code];
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs `work` and turns a system error into one sentence, `what: reason.`; an EmbeddedDatabaseError passes through.
 * @param what the beginning of the sentence, e.g. `The data folder /srv/data cannot be written`
 */
export async function explain<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError || codeOf(error) === undefined) throw error;
    throw new EmbeddedDatabaseError(`${what}: ${reasonOf(error)}.`, { cause: error });
  }
}
