import { useMutation } from '@tanstack/react-query';
import { call } from '../../shared/api.ts';
import { sayProblem } from '../../shared/problem.ts';
import { useTicketAction } from '../actions/use-action.ts';
import { type FullTicket, useTicketChanged } from '../queries.ts';
import { useComposer } from './composer-state.tsx';

export type Pending = FullTicket['pending_replies'][number];

/** What its author can do about a reply that has not left. Taken back, it is in the composer again. */
export function usePendingActions(ticket: FullTicket, reply: Pending) {
  const { drafts, write } = useComposer();
  const changed = useTicketChanged();
  const params = { number: reply.thread, id: reply.id };
  const takeBack = useMutation({
    mutationFn: () => drafts.reload('reply', () => call('takeBackReply', { params })),
    onSuccess: () => write('reply'),
    onError: sayProblem,
    onSettled: () => changed(ticket.number),
  });
  const sendNow = useTicketAction(ticket.number, () => call('sendReplyNow', { params }));
  return { takeBack, sendNow };
}
