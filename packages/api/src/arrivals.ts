import { z } from 'zod';
import { Id, line, Moment, PersonRef } from './common.ts';
import { route } from './contract.ts';
import { TicketNumber } from './tickets.ts';

/** Somebody came to the customer's. */
export const Arrival = z.object({
  id: Id,
  at: Moment,
  user: PersonRef.nullable(),
  recorded_at: Moment,
  corrected_at: Moment.nullable(),
  /** it was recorded by mistake: nobody came */
  void: z.boolean(),
});
export type Arrival = z.infer<typeof Arrival>;

const tag = 'Tickets';
export const arrivalRoutes = {
  listArrivals: route({
    method: 'GET',
    path: '/tickets/{number}/arrivals',
    tag,
    access: 'user',
    summary: 'Who came to the customer’s on this ticket, and when',
    params: TicketNumber,
    response: z.object({ items: z.array(Arrival) }),
  }),
  recordArrival: route({
    method: 'POST',
    path: '/tickets/{number}/arrivals',
    tag,
    access: 'user',
    status: 201,
    summary: 'Put on record that somebody came; without a person it is oneself',
    params: TicketNumber,
    body: z.strictObject({ at: Moment, user_id: Id.optional() }),
    response: Arrival,
  }),
  correctArrival: route({
    method: 'POST',
    path: '/tickets/{number}/arrivals/{id}/correct',
    tag,
    access: 'user',
    summary: 'Correct such a record, with a reason; without a moment nobody came',
    params: TicketNumber.extend({ id: Id }),
    body: z.strictObject({ at: Moment.nullable(), user_id: Id.optional(), reason: line(500) }),
    response: Arrival,
  }),
};
