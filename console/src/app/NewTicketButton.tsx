import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { useCan } from '../shared/session.ts';

/** Opens the form for a new ticket, or the short one for a call; `c` and `p` do the same. */
export function NewTicketButton({ compact }: { compact: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  if (!can('ticket.write')) return null;
  return (
    <div className="new-buttons">
      <Button
        type="primary"
        icon={<Icon name="plus" />}
        onClick={() => navigate('/new')}
        title={t('nav.new_ticket_key')}
        aria-label={t('nav.new_ticket')}
        className="new-ticket"
      >
        {compact ? null : <span className="label">{t('nav.new_ticket')}</span>}
      </Button>
      <Button
        icon={<Icon name="phone" />}
        onClick={() => navigate('/phone-note')}
        title={t('nav.phone_note_key')}
        aria-label={t('phone_note.title')}
      />
    </div>
  );
}
