import { z } from 'zod';
import { Id, Key, LocalText, line, Moment, PageQuery, PersonRef, page, text } from './common.ts';
import { route } from './contract.ts';
import { Explanation, Obligation } from './obligations.ts';
import { AttachmentInfo } from './tickets.ts';

/** How a request for instruction stands. */
export const instructionStates = ['asked', 'instructed', 'carried_out', 'withdrawn'] as const;
export const InstructionState = z.enum(instructionStates);
export type InstructionState = z.infer<typeof InstructionState>;

/** How a suggestion of the asker to do otherwise stands. */
export const Dissent = z.enum(['none', 'open', 'insisted', 'raised', 'considered']);

/** What happens to a request, step by step: its course is never changed, only added to. */
export const instructionSteps = [
  'asked',
  'passed_up',
  'asked_back',
  'answered_back',
  'instructed',
  'said',
  'confirmed',
  'acknowledged',
  'suggested_otherwise',
  'insisted',
  'carried_out',
  'reported',
  'considered',
  'withdrawn',
  'handed_over',
] as const;

export const InstructionStep = z.object({
  id: Id,
  kind: z.enum(instructionSteps),
  at: Moment,
  by: PersonRef,
  /** whom it went to: the next level, the one who is asked, the successor of a leaver */
  to: PersonRef.nullable(),
  /** what was written; of a confirmation the words as they should be, where they were written down wrongly */
  text: z.string().nullable(),
  /** of an instruction given by word of mouth: when */
  said_at: Moment.nullable(),
  /** by when it is to be carried out, if the superior said so */
  carry_out_by: Moment.nullable(),
  attachments: z.array(AttachmentInfo),
});
export type InstructionStep = z.infer<typeof InstructionStep>;

const Summary = z.object({
  id: Id,
  number: z.number().int(),
  kind: z.object({ key: Key, name: LocalText }),
  /** to be reported at once, skipping levels where it must be */
  at_once: z.boolean(),
  state: InstructionState,
  /** null without a ticket, and where the viewer may not see it */
  ticket: z.object({ number: z.number().int(), subject: z.string() }).nullable(),
  /** the beginning of the facts */
  title: z.string(),
  asked_by: PersonRef,
  asked_at: Moment,
  addressee: PersonRef,
  /** the addressee asked back, and waits for the asker */
  asked_back: z.boolean(),
  /** when the answer, or else the carrying out, is due; null when neither is */
  due_at: Moment.nullable(),
});
export type InstructionSummary = z.infer<typeof Summary>;

/** What a viewer may do with a request now, by the name of the step; what is meant first comes first. */
export const instructionMoves = [
  'instruct',
  'insist',
  'answer_back',
  'pass_up',
  'ask_back',
  'confirm',
  'consider',
  'acknowledge',
  'carry_out',
  'suggest_otherwise',
  'report_skipped',
  'record_verbal',
  'withdraw',
] as const;
export type InstructionMove = (typeof instructionMoves)[number];

export const Instruction = Summary.extend({
  facts: z.string(),
  /** how the asker would handle it */
  opinion: z.string(),
  /** who carries it on now: the asker, or the successor of an asker who left */
  asker: PersonRef,
  /** why levels were skipped, in the asker's words */
  urgent_reason: z.string().nullable(),
  skipped: z.array(PersonRef),
  /** the instruction in force */
  instruction: z
    .object({
      text: z.string(),
      given_by: PersonRef,
      given_at: Moment,
      verbal: z.boolean(),
      confirmed_at: Moment.nullable(),
      acknowledged_at: Moment.nullable(),
      carry_out_by: Moment.nullable(),
    })
    .nullable(),
  dissent: Dissent,
  /** who is to consider the dissent */
  considerer: PersonRef.nullable(),
  steps: z.array(InstructionStep),
  obligations: z.array(Obligation),
  may: z.array(z.enum(instructionMoves)),
  /** the next level above the addressee */
  next_level: PersonRef.nullable(),
  etag: z.string(),
});
export type Instruction = z.infer<typeof Instruction>;

/** ids of uploaded files */
const attachments = z.array(Id).max(20).optional();
const words = text(20_000).refine((value) => value.trim() !== '', 'must not be empty');
/** The next step of a request. What a step does not know of is refused; all but `acknowledge` and `confirm` need words. */
export const NextStep = z.strictObject({
  do: z.enum(instructionMoves),
  /** of `confirm`: the words as they should be, where they were written down wrongly */
  text: words.optional(),
  /** of `record_verbal`: who said it, and when */
  given_by: Id.optional(),
  said_at: Moment.optional(),
  /** of an instruction: by when it is to be carried out */
  carry_out_by: Moment.optional(),
  attachments,
});
export type NextStep = z.infer<typeof NextStep>;

const tag = 'Instructions';
const ByNumber = z.strictObject({ number: z.coerce.number().int().min(1) });
export const instructionRoutes = {
  askForInstruction: route({
    method: 'POST',
    path: '/instructions',
    tag,
    access: 'user',
    status: 201,
    summary: 'Ask a superior for instruction; levels are skipped only where it is urgent',
    body: z.strictObject({
      kind: Key,
      facts: words,
      opinion: words,
      ticket: z.number().int().min(1).optional(),
      /** one of those above; without it the direct superior */
      to: Id.optional(),
      urgent_reason: line(1000).optional(),
      attachments,
    }),
    response: Instruction,
  }),
  listInstructions: route({
    method: 'GET',
    path: '/instructions',
    tag,
    access: 'user',
    summary: 'Requests for instruction that one may see, newest first',
    query: PageQuery.extend({
      /** what waits for me, what I asked, or all that I may see */
      box: z.enum(['to_answer', 'mine', 'all']).default('all'),
      state: InstructionState.optional(),
      kind: Key.optional(),
      ticket: z.coerce.number().int().min(1).optional(),
    }),
    response: page(Summary),
  }),
  instructionLadder: route({
    method: 'GET',
    path: '/instructions/ladder',
    tag,
    access: 'user',
    summary: 'Those above me, level by level, the direct superior first',
    response: z.object({ items: z.array(PersonRef) }),
  }),
  getInstruction: route({
    method: 'GET',
    path: '/instructions/{number}',
    tag,
    access: 'user',
    summary: 'One request with its whole course',
    params: ByNumber,
    response: Instruction,
  }),
  takeInstructionStep: route({
    method: 'POST',
    path: '/instructions/{number}/steps',
    tag,
    access: 'user',
    ifMatch: true,
    summary: 'Take the next step: pass up, ask back, instruct, acknowledge, carry out …',
    params: ByNumber,
    body: NextStep,
    response: Instruction,
  }),
  explainInstructionDuty: route({
    method: 'GET',
    path: '/instructions/{number}/obligations/{duty}/explain',
    tag,
    access: 'user',
    summary: 'The ledger of one due time of a request',
    params: ByNumber.extend({ duty: Id }),
    response: Explanation,
  }),
};
