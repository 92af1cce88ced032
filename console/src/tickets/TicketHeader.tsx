import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useNames } from '../shared/config.ts';
import { Due } from '../shared/Due.tsx';
import { Icon } from '../shared/icons.tsx';
import { PriorityMark } from '../shared/Marks.tsx';
import { useMe } from '../shared/session.ts';
import { useTicketDialog } from './actions/dialogs.tsx';
import { MoreMenu } from './actions/MoreMenu.tsx';
import { useTicketAction } from './actions/use-action.ts';
import { usePatchTicket } from './actions/use-patch.ts';
import { Lookers } from './Lookers.tsx';
import type { FullTicket } from './queries.ts';
import { StatusSelect } from './StatusSelect.tsx';
import './ticket-head.css';

interface HeaderProps {
  ticket: FullTicket;
  onBack: () => void;
  contextShown: boolean;
  onToggleContext: () => void;
}

/** What it is, how it stands, and what can be done with it. */
export function TicketHeader({ ticket, onBack, contextShown, onToggleContext }: HeaderProps) {
  const { t } = useTranslation();
  const me = useMe();
  const names = useNames();
  const open = useTicketDialog();
  const patch = usePatchTicket(ticket.number);
  const take = useTake(ticket);
  const mine = ticket.assignee?.id === me.user.id;
  return (
    <header className="ticket-head">
      <div className="ticket-line">
        <button
          type="button"
          className="icon-button ticket-back"
          onClick={onBack}
          aria-label={t('keys.back')}
        >
          <Icon name="left" size={20} />
        </button>
        <h1 className="ticket-subject" title={ticket.subject}>
          {ticket.subject}
        </h1>
        <button
          type="button"
          className="icon-button context-toggle"
          onClick={onToggleContext}
          aria-pressed={contextShown}
          title={contextShown ? t('ticket.hide_context') : t('ticket.show_context')}
          aria-label={contextShown ? t('ticket.hide_context') : t('ticket.show_context')}
        >
          <Icon name="panel" size={18} />
        </button>
      </div>
      <div className="ticket-line ticket-facts">
        <span className="num muted">#{ticket.number}</span>
        <PriorityMark priority={ticket.priority} word />
        <span className="soft cut">{names.type(ticket.type)}</span>
        <Due
          dueAt={ticket.next_due_at}
          startedAt={ticket.opened_at}
          statusCategory={ticket.status_category}
          bar={false}
        />
      </div>
      <div className="ticket-line ticket-actions">
        <StatusSelect
          status={(patch.isPending ? patch.variables.status : undefined) ?? ticket.status}
          disabled={!ticket.may.write || ticket.merged_into !== null || patch.isPending}
          onChange={(status) => patch.mutate({ status })}
        />
        {ticket.may.write && !mine && ticket.merged_into === null && (
          <Button
            id="ticket-take"
            onClick={() => take.mutate()}
            loading={take.isPending}
            {...(ticket.assignee === null ? { type: 'primary' as const, ghost: true } : {})}
          >
            {t('ticket.take')}
          </Button>
        )}
        {ticket.may.write && ticket.merged_into === null && (
          <Button
            icon={<Icon name="transfer" />}
            onClick={() => open({ kind: 'transfer' })}
            aria-label={t('ticket.transfer')}
            className="transfer-button"
          >
            <span className="transfer-word">{t('ticket.transfer')}</span>
          </Button>
        )}
        <MoreMenu ticket={ticket} />
        <Lookers number={ticket.number} />
      </div>
    </header>
  );
}

/** Takes the ticket: the viewer becomes its assignee, and its first-contact owner when it has none. */
export function useTake(ticket: FullTicket) {
  return useTicketAction(ticket.number, () => call('takeTicket', { params: { number: ticket.number } }));
}
