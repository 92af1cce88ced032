import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import type { TicketMessage } from '../queries.ts';

interface ArrivedProps {
  messages: TicketMessage[];
  onRead: () => void;
}

/** Something came while a reply is being written: pointed out before it is sent. */
export function ArrivedMessages({ messages, onRead }: ArrivedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const last = messages.at(-1);
  if (!last) return null;
  return (
    <div className="banner warn arrived" role="status">
      <Icon name="mail" />
      <div className="grow cut">
        <strong>{t('composer.arrived', { count: messages.length })}</strong>{' '}
        <span className="num">{format.time(last.at)}</span> {last.author.name}: {last.body}
      </div>
      <button type="button" className="link" onClick={onRead}>
        {t('composer.arrived_read')}
      </button>
    </div>
  );
}
