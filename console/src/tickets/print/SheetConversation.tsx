import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { filesApart, MessageText } from '../conversation/MessageText.tsx';
import type { FullTicket } from '../queries.ts';
import { useMoment } from './use-moment.ts';

/** Everything that was said, oldest first; what is internal says so. */
export function SheetConversation({ ticket, notes }: { ticket: FullTicket; notes: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const moment = useMoment();
  const shown = ticket.messages.filter((message) => notes || message.kind !== 'note');
  return (
    <section className="case-part">
      <h3>{t('conversation.label')}</h3>
      {shown.map((message) => (
        <div key={message.id} className={`case-message case-${message.kind}`}>
          <div className="case-message-head">
            <strong>{message.author.name || t(`author.${message.author.kind}`)}</strong>
            {message.kind === 'note' && <span className="case-mark">{t('case_sheet.internal')}</span>}
            <span className="num">{moment(message.at)}</span>
          </div>
          <MessageText message={message} />
          {filesApart(message).length > 0 && (
            <div className="small">
              {t('case_sheet.files', {
                names: filesApart(message)
                  .map((file) => `${file.name} (${format.size(file.size)})`)
                  .join(t('common.comma')),
              })}
            </div>
          )}
        </div>
      ))}
    </section>
  );
}
