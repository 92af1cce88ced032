import { useTranslation } from 'react-i18next';
import { Face } from '../../shared/Face.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import type { FullTicket } from '../queries.ts';

/** Two faces with two labels: who answers for it from first contact to the end, and who works on it now. */
export function OwnersSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const { first_contact_owner: owner, assignee } = ticket;
  return (
    <div className="owners">
      <div className="owner" title={t('ticket.first_contact_owner_help')}>
        <Face name={owner?.name ?? null} id={owner?.id ?? null} size={32} />
        <div className="grow">
          <div className="small muted">{t('ticket.first_contact_owner')}</div>
          <div className={owner ? 'strong cut' : 'strong due-soon cut'}>
            {owner?.name ?? t('ticket.nobody_yet')}
          </div>
        </div>
      </div>
      <div className="owner">
        <Face name={assignee?.name ?? null} id={assignee?.id ?? null} size={32} />
        <div className="grow">
          <div className="small muted">{t('ticket.assignee')}</div>
          <div className={assignee ? 'strong cut' : 'strong due-soon cut'}>
            {assignee?.name ?? t('ticket.unowned')}
          </div>
          <div className="small soft cut">{local(ticket.team.name)}</div>
        </div>
      </div>
    </div>
  );
}
