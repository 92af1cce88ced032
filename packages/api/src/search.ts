import { z } from 'zod';
import { CustomerRef } from './common.ts';
import { route } from './contract.ts';
import { StatusCategory } from './tickets.ts';

/** What somebody may be about to type. */
export const Suggestion = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ticket'),
    number: z.number().int(),
    subject: z.string(),
    status_category: StatusCategory,
  }),
  z.object({ kind: z.literal('customer'), customer: CustomerRef, address: z.string().nullable() }),
  z.object({ kind: z.literal('tag'), tag: z.string() }),
]);
export type Suggestion = z.infer<typeof Suggestion>;

export const searchRoutes = {
  searchSuggestions: route({
    method: 'GET',
    path: '/search/suggest',
    tag: 'Search',
    access: 'user',
    summary: 'Up to eight tickets, customers and tags that begin like what is being typed',
    query: z.strictObject({ q: z.string().max(200).default('') }),
    response: z.object({ items: z.array(Suggestion).max(8) }),
  }),
};
