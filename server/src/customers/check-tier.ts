import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';

/** Refuses a tier that there is not. */
export function checkTier({ configuration }: Context, tier: string | null | undefined): void {
  if (tier && !configuration.get('tiers', tier)) throw invalid('tier', 'unknown_key', { key: tier });
}
