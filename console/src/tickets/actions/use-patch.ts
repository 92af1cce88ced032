import type { TicketChanges } from '@shouwen/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, hasStatus } from '../../shared/api.ts';
import { sayProblem } from '../../shared/problem.ts';
import { toast } from '../../shared/toasts.tsx';
import { type FullTicket, ticketQuery, useTicketChanged } from '../queries.ts';
import { type ChangedField, changedFields } from './changed-fields.ts';

/**
 * Changes fields of a ticket. When somebody else changed it meanwhile (412): a change of other fields is carried out on
 * the new state and told; a change of the same field is not, and can be carried out with one click.
 */
export function usePatchTicket(number: number) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const changed = useTicketChanged();
  const key = ticketQuery(number).queryKey;

  const send = (changes: TicketChanges, base: FullTicket) =>
    call('changeTicket', { params: { number }, body: changes }, { ifMatch: base.etag });
  const names = (fields: ChangedField[]) =>
    fields.map((field) => t(`field.${field}`)).join(t('common.comma'));

  const mutation = useMutation({
    mutationFn: async (changes: TicketChanges): Promise<FullTicket> => {
      const base = client.getQueryData(key) ?? (await client.fetchQuery(ticketQuery(number)));
      try {
        return await send(changes, base);
      } catch (error) {
        if (!hasStatus(error, 412)) throw error;
        const fresh = await client.fetchQuery({ ...ticketQuery(number), staleTime: 0 });
        const others = changedFields(base, fresh);
        const clash = others.filter((field) => touches(changes, field));
        if (clash.length > 0) {
          toast(t('ticket.changed_meanwhile', { fields: names(clash) }), {
            tone: 'plain',
            action: { label: t('ticket.change_anyway'), run: () => mutation.mutate(changes) },
          });
          return fresh;
        }
        const saved = await send(changes, fresh);
        if (others.length > 0) toast(t('ticket.also_changed', { fields: names(others) }), { tone: 'plain' });
        return saved;
      }
    },
    onSuccess: (ticket) => changed(number, ticket),
    onError: sayProblem,
  });
  return mutation;
}

function touches(changes: TicketChanges, field: ChangedField): boolean {
  if (field === 'assignee') return changes.assignee_id !== undefined;
  if (field === 'customer') return changes.customer_id !== undefined;
  return changes[field] !== undefined;
}
