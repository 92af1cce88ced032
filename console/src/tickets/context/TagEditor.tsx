import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';
import { usePatchTicket } from '../actions/use-patch.ts';
import type { FullTicket } from '../queries.ts';

/** Tags: taken away with one click, added by typing. */
export function TagEditor({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const patch = usePatchTicket(ticket.number);
  const [text, setText] = useState('');
  const editable = ticket.may.write && ticket.merged_into === null;

  function add() {
    const tag = text.trim();
    if (tag === '') return;
    setText('');
    if (!ticket.tags.includes(tag)) patch.mutate({ add_tags: [tag] });
  }
  return (
    <div className="row wrap tags" style={{ gap: 4 }}>
      {ticket.tags.map((tag) => (
        <span key={tag} className="pill">
          <span className="cut">{tag}</span>
          {editable && (
            <button
              type="button"
              className="bare"
              aria-label={t('ticket.remove_tag', { tag })}
              onClick={() => patch.mutate({ remove_tags: [tag] })}
            >
              <Icon name="close" size={11} />
            </button>
          )}
        </span>
      ))}
      {editable && (
        <input
          className="tag-input"
          aria-label={t('ticket.add_tag')}
          placeholder={t('ticket.add_tag')}
          value={text}
          maxLength={60}
          onChange={(event) => setText(event.target.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              add();
            }
          }}
        />
      )}
    </div>
  );
}
