import type { InstructionMove, InstructionState, ResponseOf, Routes } from '@shouwen/api';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';
import { refreshDuties } from '../shared/refresh.ts';

type InstructionPage = ResponseOf<Routes['listInstructions']>;
export type InstructionRow = InstructionPage['items'][number];
export type FullInstruction = ResponseOf<Routes['getInstruction']>;
export type CourseStep = FullInstruction['steps'][number];

export const boxes = ['to_answer', 'mine', 'all'] as const;
export type Box = (typeof boxes)[number];
export interface InstructionFilter {
  box: Box;
  state: InstructionState | null;
  kind: string | null;
}

/** Pages of the requests that the viewer may see, newest first. */
export const instructionsQuery = ({ box, state, kind }: InstructionFilter) =>
  infiniteQueryOptions({
    queryKey: ['instructions', 'list', box, state, kind],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listInstructions',
        {
          query: {
            box,
            limit: 50,
            ...(state === null ? {} : { state }),
            ...(kind === null ? {} : { kind }),
            ...(pageParam === '' ? {} : { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last: InstructionPage) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

/** The requests that were asked about one ticket, as far as the viewer may see them. */
export const ticketInstructionsQuery = (ticket: number) =>
  queryOptions({
    queryKey: ['instructions', 'ticket', ticket],
    queryFn: async ({ signal }) =>
      (await call('listInstructions', { query: { ticket, limit: 50 } }, { signal })).items,
  });

export const instructionQuery = (number: number) =>
  queryOptions({
    queryKey: ['instructions', 'one', number],
    queryFn: ({ signal }) => call('getInstruction', { params: { number } }, { signal }),
  });

/** Those above the viewer, the direct superior first. */
export const ladderQuery = queryOptions({
  queryKey: ['instructions', 'ladder'],
  queryFn: async ({ signal }) => (await call('instructionLadder', {}, { signal })).items,
});

/** After a step: everything that tells of requests, duties, and the timeline of the ticket. */
export function refreshInstructions(client: QueryClient, ticket: number | null): void {
  refreshDuties(client);
  if (ticket !== null) void client.invalidateQueries({ queryKey: ['ticket', ticket] });
}

/** The step by which each duty is fulfilled. */
export const moveOf: Record<string, InstructionMove> = {
  instruction_answer: 'instruct',
  instruction_acknowledge: 'acknowledge',
  instruction_carry_out: 'carry_out',
  instruction_report: 'report_skipped',
  instruction_confirm: 'confirm',
  instruction_consider: 'consider',
};
