import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import type { NewerMessage } from './use-send.ts';

interface NewerProps {
  messages: NewerMessage[];
  onAnyway: () => void;
  onDismiss: () => void;
}

/** Newer messages came while the reply was being written: here they are; the draft is untouched. */
export function NewerMessages({ messages, onAnyway, onDismiss }: NewerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="banner warn newer" role="alert">
      <Icon name="warn" />
      <div className="grow stack" style={{ gap: 8 }}>
        <strong>{t('composer.newer', { count: messages.length })}</strong>
        {messages.map((message) => (
          <blockquote key={message.id}>
            <span className="small">
              {message.author} · <span className="num">{format.time(message.at)}</span>
            </span>
            <span className="prose newer-text">{message.body}</span>
          </blockquote>
        ))}
        <div className="row wrap">
          <Button size="small" onClick={onDismiss}>
            {t('composer.revise')}
          </Button>
          <Button size="small" type="primary" onClick={onAnyway}>
            {t('composer.send_anyway')}
          </Button>
        </div>
      </div>
    </div>
  );
}
