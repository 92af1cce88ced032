import { z } from 'zod';
import { Id, PersonRef, TeamRef } from './common.ts';
import { route } from './contract.ts';
import { TicketSummary } from './tickets.ts';

/** What one person has of a team's open tickets; without a person: what nobody has. */
export const BoardColumn = z.object({
  owner: PersonRef.nullable(),
  /** whether this is one of the team; others may still hold tickets of it */
  member: z.boolean(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** of these the customer or somebody else has to move first */
  waiting: z.number().int(),
  /** what this person has open elsewhere, as far as the viewer may see it */
  elsewhere: z.number().int(),
  /** the first of them: overdue ones, then the soonest, then those without a due time */
  items: z.array(TicketSummary),
});
export type BoardColumn = z.infer<typeof BoardColumn>;

export const boardRoutes = {
  teamBoard: route({
    method: 'GET',
    path: '/teams/{id}/board',
    tag: 'Tickets',
    access: 'people.read',
    summary: "A team's open tickets by person, soonest first, with what nobody has",
    params: z.strictObject({ id: Id }),
    query: z.strictObject({
      /** how many tickets of each person are given; the counts are of all */
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({ team: TeamRef, columns: z.array(BoardColumn) }),
  }),
};
