import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';
import type { FullTicket } from '../queries.ts';
import { ArrivalsSection } from './ArrivalsSection.tsx';
import { ConsultationsSection } from './ConsultationsSection.tsx';
import './context.css';
import { CustomerSection } from './CustomerSection.tsx';
import { DetailsSection } from './DetailsSection.tsx';
import { InstructionsSection } from './InstructionsSection.tsx';
import { LinksSection } from './LinksSection.tsx';
import { ObligationsSection } from './ObligationsSection.tsx';
import { OwnersSection } from './OwnersSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { TasksSection } from './TasksSection.tsx';
import { Timeline } from './Timeline.tsx';

/** What one should know about a ticket: who answers for it, what is owed, who the customer is, what happened. */
export function ContextPane({ ticket, onClose }: { ticket: FullTicket; onClose: () => void }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<'about' | 'timeline'>('about');
  const onArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const next = tab === 'about' ? 'timeline' : 'about';
    setTab(next);
    document.getElementById(`context-${next}`)?.focus();
  };
  return (
    <aside className="context-pane" aria-label={t('context.label')}>
      <div className="tabs context-tabs">
        <div
          className="row"
          style={{ gap: 4 }}
          role="tablist"
          aria-label={t('context.label')}
          onKeyDown={onArrow}
        >
          <button
            type="button"
            role="tab"
            id="context-about"
            className="tab"
            aria-selected={tab === 'about'}
            tabIndex={tab === 'about' ? 0 : -1}
            aria-controls="context-panel"
            onClick={() => setTab('about')}
          >
            {t('context.about')}
          </button>
          <button
            type="button"
            role="tab"
            id="context-timeline"
            className="tab"
            aria-selected={tab === 'timeline'}
            tabIndex={tab === 'timeline' ? 0 : -1}
            aria-controls="context-panel"
            onClick={() => setTab('timeline')}
          >
            {t('context.timeline')}
          </button>
        </div>
        <button
          type="button"
          className="icon-button context-close"
          onClick={onClose}
          aria-label={t('ticket.hide_context')}
        >
          <Icon name="close" />
        </button>
      </div>
      <div
        className="context-body"
        id="context-panel"
        role="tabpanel"
        aria-labelledby={`context-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        {tab === 'timeline' ? (
          <Timeline ticket={ticket} />
        ) : (
          <>
            <OwnersSection ticket={ticket} />
            <ObligationsSection ticket={ticket} />
            <InstructionsSection ticket={ticket} />
            <ArrivalsSection ticket={ticket} />
            <CustomerSection ticket={ticket} />
            <DetailsSection ticket={ticket} />
            <TasksSection ticket={ticket} />
            <ConsultationsSection ticket={ticket} />
            <LinksSection ticket={ticket} />
            <PeopleSection ticket={ticket} />
          </>
        )}
      </div>
    </aside>
  );
}
