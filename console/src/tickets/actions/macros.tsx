import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useEntries } from '../../shared/config.ts';
import { useLocalText } from '../../shared/local-text.ts';
import { toast } from '../../shared/toasts.tsx';
import type { FullTicket } from '../queries.ts';
import { useTicketAction } from './use-action.ts';

/** The macros as menu items; choosing one carries it out. */
export function useMacroItems(ticket: FullTicket) {
  const { t } = useTranslation();
  const macros = useEntries('macros');
  const local = useLocalText();
  const apply = useTicketAction(
    ticket.number,
    (macro: string) => call('applyMacro', { params: { number: ticket.number, macro } }),
    () => toast(t('ticket.macro_done')),
  );
  return macros.map((macro) => ({
    key: `macro-${macro.key}`,
    label: local(macro.value.name),
    onClick: () => apply.mutate(macro.key),
  }));
}
