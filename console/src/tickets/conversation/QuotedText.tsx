import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';

/** What a mail program quoted below an answer, behind three dots. */
export function QuotedText({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const inside = useId();
  return (
    <div className="quoted">
      <button
        type="button"
        className="quoted-dots"
        aria-expanded={open}
        aria-controls={inside}
        aria-label={t('message.quoted')}
        title={t('message.quoted')}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" size={16} />
      </button>
      <div id={inside} hidden={!open} className="quoted-text">
        {open && children}
      </div>
    </div>
  );
}
