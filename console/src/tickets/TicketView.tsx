import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Bones, Broken } from '../shared/States.tsx';
import { DialogProvider } from './actions/dialogs.tsx';
import { ContextPane } from './context/ContextPane.tsx';
import { Composer } from './conversation/Composer.tsx';
import { Conversation } from './conversation/Conversation.tsx';
import { ComposerProvider } from './conversation/composer-state.tsx';
import { type FullTicket, knownRow, ticketQuery } from './queries.ts';
import { TicketBanners } from './TicketBanners.tsx';
import { TicketHeader } from './TicketHeader.tsx';
import { TicketKeys } from './TicketKeys.tsx';

interface ViewProps {
  number: number;
  onBack: () => void;
  contextShown: boolean;
  onToggleContext: () => void;
}

/** One ticket: header, conversation and composer in the middle, what one should know about it at the right. */
export default function TicketView({ number, onBack, contextShown, onToggleContext }: ViewProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: ticket, error, refetch } = useQuery(ticketQuery(number));

  if (!ticket) {
    const row = knownRow(client, number);
    return (
      <section className="ticket-pane" aria-label={t('ticket.label', { number })}>
        <header className="ticket-head">
          <div className="ticket-line">
            <h1 className="ticket-subject">{row?.subject ?? `#${number}`}</h1>
          </div>
        </header>
        {error ? <Broken error={error} retry={refetch} /> : <Bones lines={10} />}
      </section>
    );
  }
  return (
    <>
      <DialogProvider key={number} ticket={ticket}>
        <ComposerProvider ticket={ticket}>
          <section className="ticket-pane" aria-label={t('ticket.label', { number })}>
            <TicketHeader
              ticket={ticket}
              onBack={onBack}
              contextShown={contextShown}
              onToggleContext={onToggleContext}
            />
            <TicketBanners ticket={ticket} />
            <Conversation ticket={ticket} />
            <Composer ticket={ticket} />
          </section>
          <TicketKeys ticket={ticket} />
        </ComposerProvider>
      </DialogProvider>
      {contextShown && <Beside ticket={ticket} onClose={onToggleContext} />}
    </>
  );
}

/**
 * What stands beside the conversation. It follows a frame or two later: what one came to read is shown first. Until then the one
 * before stands there, and cannot be used.
 */
function Beside({ ticket, onClose }: { ticket: FullTicket; onClose: () => void }) {
  const { t } = useTranslation();
  const shown = useDeferredValue<FullTicket | null>(ticket, null);
  const close = useRef(onClose);
  close.current = onClose;
  const pane = useMemo(
    () =>
      shown && (
        <DialogProvider key={shown.number} ticket={shown}>
          <ContextPane ticket={shown} onClose={() => close.current()} />
        </DialogProvider>
      ),
    [shown],
  );
  return (
    <div className="beside" inert={shown?.number !== ticket.number}>
      {pane ?? <aside className="context-pane" aria-label={t('context.label')} aria-busy="true" />}
    </div>
  );
}
