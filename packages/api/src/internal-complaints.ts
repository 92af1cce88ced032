import { z } from 'zod';
import { Id, LocalText, Moment, PersonRef, text } from './common.ts';
import { route } from './contract.ts';
import { TicketNumber } from './tickets.ts';

/** A department, or somebody of it, did not help a first-contact owner. For the recorder and the responsible manager alone. */
export const InternalComplaint = z.object({
  id: Id,
  ticket: z.number().int(),
  unit: z.object({ id: Id, name: LocalText }),
  person: PersonRef.nullable(),
  facts: z.string(),
  recorded_by: PersonRef.nullable(),
  recorded_at: Moment,
  manager: PersonRef.nullable(),
  due_at: Moment.nullable(),
  answer: z.string().nullable(),
  answered_at: Moment.nullable(),
  may_answer: z.boolean(),
});
export type InternalComplaint = z.infer<typeof InternalComplaint>;

const words = text(10_000).refine((value) => value.trim() !== '', 'must not be empty');
const tag = 'Internal complaints';
export const internalComplaintRoutes = {
  listInternalComplaints: route({
    method: 'GET',
    path: '/internal-complaints',
    tag,
    access: 'user',
    summary: 'What I recorded about departments that did not help, and what is for me to answer',
    response: z.object({ items: z.array(InternalComplaint) }),
  }),
  recordInternalComplaint: route({
    method: 'POST',
    path: '/tickets/{number}/internal-complaints',
    tag,
    access: 'user',
    status: 201,
    summary: 'As the first-contact owner, put on record that a department does not help',
    params: TicketNumber,
    body: z.strictObject({ unit_id: Id, person_id: Id.optional(), facts: words }),
    response: InternalComplaint,
  }),
  answerInternalComplaint: route({
    method: 'POST',
    path: '/internal-complaints/{id}/answer',
    tag,
    access: 'user',
    summary: 'As the responsible manager, say what was done about it',
    params: z.strictObject({ id: Id }),
    body: z.strictObject({ answer: words }),
    response: InternalComplaint,
  }),
};
