import { type StatusCategory, statusCategories } from '@shouwen/api';
import type { TicketFilter } from '../tickets/queries.ts';

/** What is searched for, as it stands in the address of the results. */
export type ResultFilter = Pick<TicketFilter, 'q' | 'view' | 'team'> & { status?: StatusCategory };

/** Reads it from the address; what makes no sense is left out. */
export function filterOf(params: URLSearchParams): ResultFilter {
  const given = (name: string) => params.get(name)?.trim() || undefined;
  const status = statusCategories.find((each) => each === params.get('status'));
  const all = { q: given('q'), view: given('view'), team: given('team'), status };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The address of the results, or of one of them beside the others. */
export function addressOf(filter: ResultFilter, number?: number): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given as [string, string][]);
  return `/search${number === undefined ? '' : `/${number}`}${query.size > 0 ? `?${query}` : ''}`;
}
