import type { OperationId } from '@shouwen/api';
import type { Place } from './place.ts';
import type { Call } from './ticket-calls.ts';

const absent = '019a0000-0000-7000-8000-000000000000';

/** Number of a request for instruction that the agent of that unit asked. */
const instruction = (target: string, place: Place): Promise<number> =>
  place.own(`instruction ${target}`, async () => {
    const body = { kind: 'question', facts: 'F', opinion: 'O' };
    return (await place.does('POST', '/instructions', body, target === 'A' ? 'agtA' : 'agtB')).number;
  });
const aboutTicket = async (target: string, place: Place): Promise<{ ticket?: number }> => {
  if (target === '-') return {};
  return { ticket: target === 'absent' ? 999_999 : await place.ticket('A') };
};
const oneInstruction = async (target: string, place: Place) => ({
  params: { number: target === 'absent' ? 999_999 : await instruction(target, place) },
});

/** How each call on requests for instruction is made on a target: `A` or `B`, whose agent asked, or `absent`. */
export const instructionCalls = {
  // `-`: without a ticket
  askForInstruction: async (target, place) => ({
    body: { kind: 'question', facts: 'F', opinion: 'O', ...(await aboutTicket(target, place)) },
  }),
  listInstructions: async (target, place) => ({
    query: { limit: 200, ...(await aboutTicket(target, place)) },
  }),
  instructionLadder: () => ({}),
  getInstruction: oneInstruction,
  takeInstructionStep: async (target, place) => ({
    ...(await oneInstruction(target, place)),
    body: { do: 'instruct', text: 'T' },
    headers: { 'if-match': '*' },
  }),
  explainInstructionDuty: async (target, place) => {
    const { params } = await oneInstruction(target, place);
    if (target === 'absent') return { params: { ...params, duty: absent } };
    const { obligations } = await place.does('GET', `/instructions/${params.number}`);
    return { params: { ...params, duty: obligations[0].id } };
  },
} satisfies Partial<Record<OperationId, Call>>;
