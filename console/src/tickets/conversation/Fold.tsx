import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';

/** The read middle of a conversation behind one line. */
export function Fold({ count, children }: { count: number; children: () => ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const inside = useId();
  return (
    <>
      <div className="fold">
        <button
          type="button"
          className="fold-line"
          aria-expanded={open}
          aria-controls={inside}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'down' : 'right'} size={14} />
          {t('conversation.earlier', { count })}
        </button>
      </div>
      <div id={inside} hidden={!open}>
        {open && children()}
      </div>
    </>
  );
}
