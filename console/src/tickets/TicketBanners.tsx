import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { useTicketAction } from './actions/use-action.ts';
import type { FullTicket } from './queries.ts';

/** What one must know before doing anything: merged away, snoozed, confidential, unowned. */
export function TicketBanners({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const undo = useTicketAction(ticket.number, () => call('undoMerge', { params: { number: ticket.number } }));
  const wake = useTicketAction(ticket.number, () =>
    call('snoozeTicket', { params: { number: ticket.number }, body: { until: null } }),
  );
  return (
    <>
      {ticket.merged_into !== null && (
        <div className="banner ticket-banner">
          <Icon name="merge" />
          <div className="grow">
            {t('ticket.merged_into')} <Link to={`/tickets/${ticket.merged_into}`}>#{ticket.merged_into}</Link>
          </div>
          {ticket.may.merge && (
            <button type="button" className="link" onClick={() => undo.mutate()} disabled={undo.isPending}>
              {t('common.undo')}
            </button>
          )}
        </div>
      )}
      {ticket.snoozed_until !== null && Date.parse(ticket.snoozed_until) > now && (
        <div className="banner ticket-banner">
          <Icon name="moon" />
          <div className="grow">
            {t('ticket.snoozed_until', { when: format.when(ticket.snoozed_until, now) })}
          </div>
          <button type="button" className="link" onClick={() => wake.mutate()} disabled={wake.isPending}>
            {t('ticket.wake')}
          </button>
        </div>
      )}
      {ticket.confidential && (
        <div className="banner ticket-banner">
          <Icon name="lock" />
          <div className="grow">{t('ticket.confidential_help')}</div>
        </div>
      )}
    </>
  );
}
