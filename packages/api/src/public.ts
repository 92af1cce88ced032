import { z } from 'zod';
import { Id, Language, LocalText, line, Moment, text } from './common.ts';
import { route } from './contract.ts';
import { AttachmentInfo, FieldValues, StatusCategory } from './tickets.ts';

/** What the holder of a private link sees of the ticket: no notes, no staff beyond names. */
export const LinkedTicket = z.object({
  number: z.number().int(),
  subject: z.string(),
  status_category: StatusCategory,
  opened_at: Moment,
  language: Language,
  owner: z.string().nullable(),
  may: z.object({ answer: z.boolean(), decide: z.boolean() }),
  messages: z.array(
    z.object({
      id: Id,
      from_us: z.boolean(),
      author: z.string(),
      body: z.string(),
      html: z.string().nullable(),
      at: Moment,
      attachments: z.array(AttachmentInfo),
    }),
  ),
});
/** What an outside partner sees of a question: nothing of the ticket but what was asked. */
export const AskedQuestion = z.object({
  question: z.string(),
  asked_by: z.string(),
  organisation: z.string(),
  partner: z.string(),
  asked_at: Moment,
  due_at: Moment.nullable(),
  state: z.enum(['open', 'answered', 'withdrawn']),
  answered_at: Moment.nullable(),
  answer: z.string().nullable(),
  language: Language,
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;
export const WebFormInfo = z.object({
  key: z.string(),
  name: LocalText,
  intro: LocalText.nullable(),
  organisation: z.string(),
  fields: z.array(
    z.object({
      key: z.string(),
      name: LocalText,
      type: z.string(),
      required: z.boolean(),
      choices: z.array(z.object({ key: z.string(), name: LocalText })),
    }),
  ),
});
const link = z.strictObject({ token: z.string().min(10).max(200) });
const tag = 'Public';
export const publicRoutes = {
  getWebForm: route({
    method: 'GET',
    path: '/public/forms/{form}',
    tag,
    access: 'public',
    summary: 'What the public form asks',
    params: z.strictObject({ form: z.string().max(80) }),
    response: WebFormInfo,
  }),
  submitWebForm: route({
    limit: { calls: 30, minutes: 5 },
    method: 'POST',
    path: '/public/forms/{form}',
    tag,
    access: 'public',
    status: 201,
    summary: 'Send the public form: opens a ticket, gives its private link',
    params: z.strictObject({ form: z.string().max(80) }),
    body: z.strictObject({
      name: line(200),
      email: z.email().max(254),
      phone: line(40).optional(),
      subject: line(300),
      body: text(50_000).refine((v) => v.trim() !== '', 'must not be empty'),
      language: Language.optional(),
      fields: FieldValues.optional(),
      /** a field that people do not see; whoever fills it is a robot */
      website: z.string().max(500).optional(),
    }),
    response: z.object({ number: z.number().int(), url: z.string() }),
  }),
  getLinked: route({
    method: 'GET',
    path: '/public/links/{token}',
    tag,
    access: 'link',
    summary: 'The ticket behind a private link',
    params: link,
    response: LinkedTicket,
  }),
  answerLinked: route({
    limit: { calls: 30, minutes: 5 },
    method: 'POST',
    path: '/public/links/{token}/messages',
    tag,
    access: 'link',
    status: 201,
    summary: 'The customer writes',
    params: link,
    body: z.strictObject({ body: text(50_000).refine((v) => v.trim() !== '', 'must not be empty') }),
    response: LinkedTicket,
  }),
  decideLinked: route({
    limit: { calls: 30, minutes: 5 },
    method: 'POST',
    path: '/public/links/{token}/decision',
    tag,
    access: 'link',
    summary: 'The customer confirms the solution, or refuses it',
    params: link,
    body: z.strictObject({ accepted: z.boolean(), comment: text(5000).optional() }),
    response: LinkedTicket,
  }),
  getAsked: route({
    method: 'GET',
    path: '/public/consultations/{token}',
    tag,
    access: 'link',
    summary: 'The question behind the link of an outside partner',
    params: link,
    response: AskedQuestion,
  }),
  answerAsked: route({
    limit: { calls: 30, minutes: 5 },
    method: 'POST',
    path: '/public/consultations/{token}/answer',
    tag,
    access: 'link',
    summary: 'The partner answers, without an account',
    params: link,
    body: z.strictObject({ body: text(50_000).refine((v) => v.trim() !== '', 'must not be empty') }),
    response: AskedQuestion,
  }),
};
