import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { InstructionMark } from '../../instructions/InstructionMark.tsx';
import { ticketInstructionsQuery } from '../../instructions/queries.ts';
import { Due } from '../../shared/Due.tsx';
import { Icon } from '../../shared/icons.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { useTicketDialog } from '../actions/dialogs.tsx';
import type { FullTicket } from '../queries.ts';
import { Section } from './Section.tsx';

/** The requests for instruction about a ticket that the viewer may see, the newest first. */
export function InstructionsSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const open = useTicketDialog();
  const { data: requests = [] } = useQuery(ticketInstructionsQuery(ticket.number));
  if (requests.length === 0) return null;
  return (
    <Section
      name="instructions"
      count={requests.length}
      title={t('nav.instructions')}
      action={
        <button type="button" className="link small" onClick={() => open({ kind: 'instruction' })}>
          <Icon name="plus" size={13} /> {t('instruction.ask_short')}
        </button>
      }
    >
      <ul className="stack" style={{ gap: 10 }}>
        {requests.map((request) => (
          <li key={request.id} className="stack" style={{ gap: 2 }}>
            <div className="row wrap small">
              <Link to={`/instructions/${request.number}`} className="strong">
                {t('instruction.title', { number: request.number, kind: local(request.kind.name) })}
              </Link>
              <InstructionMark request={request} />
            </div>
            <span className="small muted cut">
              {t('instruction.from_to', { from: request.asked_by.name, to: request.addressee.name })}
            </span>
            {request.due_at && <Due dueAt={request.due_at} startedAt={request.asked_at} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
