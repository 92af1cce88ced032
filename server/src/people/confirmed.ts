import type { Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import type { Viewer } from './viewer.ts';

/** How long a proof that somebody is there lets them do what is dangerous. */
const freshFor = 10 * 60_000;

/** Until when the session counts as its person's beyond doubt; null for an API key, or when that is over. */
export function confirmedUntil(viewer: Viewer, now: Date): Date | null {
  if (viewer.confirmedAt === null) return null;
  const until = new Date(viewer.confirmedAt.getTime() + freshFor);
  return until > now ? until : null;
}

/**
 * Throws unless the person has proved within the last ten minutes that it is they who sit there. An API key has no
 * person who could be asked: it was made with such a proof, and what it may do is in its scopes.
 */
export function requireConfirmed({ viewer, now }: Pick<Context, 'viewer' | 'now'>): void {
  if (!viewer?.sessionId || confirmedUntil(viewer, now)) return;
  throw new Refusal('forbidden', 'confirm_needed');
}
