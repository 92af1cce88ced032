import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { useCan } from '../shared/session.ts';

/** Opens the form for a new ticket; `c` does the same. */
export function NewTicketButton({ compact }: { compact: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  if (!can('ticket.write')) return null;
  return (
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
  );
}
