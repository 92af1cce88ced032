import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CustomerMatch } from '../customers/queries.ts';
import { call } from '../shared/api.ts';
import { readCaller } from './read-caller.ts';

/** A customer who may be meant; `reason` is null for one whose name or number merely holds what was typed. */
export type Candidate = Omit<CustomerMatch, 'reason' | 'open_tickets'> & {
  reason: CustomerMatch['reason'] | null;
  open_tickets: number;
};

const shown = 6;

/** Who may be meant by a line: the likely ones first, then those who have what was typed in name, address or number. */
export const candidatesQuery = (line: string) =>
  queryOptions({
    queryKey: ['customers', 'callers', line],
    queryFn: async ({ signal }): Promise<Candidate[]> => {
      const { name, email, phone } = readCaller(line);
      const given = {
        ...(name ? { name } : {}),
        ...(email ? { email } : {}),
        ...(phone ? { phone } : {}),
      };
      const [likely, holding] = await Promise.all([
        call('matchCustomers', { body: given }, { signal }),
        call('listCustomers', { query: { q: phone || email || name, limit: shown } }, { signal }),
      ]);
      const known = new Set(likely.items.map((each) => each.id));
      const more = holding.items.filter((each) => !known.has(each.id));
      return [...likely.items, ...more.map((each) => ({ ...each, reason: null, open_tickets: 0 }))].slice(
        0,
        shown,
      );
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

/**
 * The one who is meant without a doubt, or null: the only one with this address or number, or the only one of exactly
 * this name. Enter takes them over; with two of one name somebody has to choose.
 */
export function certain(line: string, candidates: readonly Candidate[]): Candidate | null {
  const { name, email, phone } = readCaller(line);
  const digits = (text: string | null) => (text ?? '').replace(/\D/g, '').slice(-8);
  const same = candidates.filter((each) => {
    if (email) return each.email?.toLowerCase() === email.toLowerCase();
    if (phone) return digits(each.phone) === digits(phone) && digits(phone).length === 8;
    return folded(each.name) === folded(name);
  });
  return same.length === 1 ? (same[0] ?? null) : null;
}

const folded = (name: string) =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/gu, ' ').trim().toLowerCase();
