import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';
import { TimelineItem } from '../context/TimelineItem.tsx';
import type { Telling } from '../context/use-telling.ts';
import type { TimelineEntry } from './fold.ts';

/** What happened between two messages, on one line that opens. */
export function EventsLine({ telling, entries }: { telling: Telling; entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const list = useId();
  const [first] = entries;
  if (!first) return null;
  return (
    <div className="events">
      <button
        type="button"
        className="events-line"
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'down' : 'right'} size={12} />
        <span className="cut">{telling.sentence(first)}</span>
        {entries.length > 1 && (
          <span className="events-more">{t('conversation.more_events', { count: entries.length - 1 })}</span>
        )}
      </button>
      <ol id={list} className="timeline events-list" hidden={!open}>
        {open && entries.map((entry) => <TimelineItem key={entry.id} telling={telling} entry={entry} />)}
      </ol>
    </div>
  );
}
