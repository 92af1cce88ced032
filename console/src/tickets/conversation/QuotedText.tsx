import { createContext, type ReactNode, useContext, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';

const Whole = createContext(false);

/** Text in which nothing is folded: what is printed. */
export function WholeText({ children }: { children: ReactNode }) {
  return <Whole value={true}>{children}</Whole>;
}

/** What a mail program quoted below an answer, behind three dots. */
export function QuotedText({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const inside = useId();
  if (useContext(Whole)) return <div className="quoted-text">{children}</div>;
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
