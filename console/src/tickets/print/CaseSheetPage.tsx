import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { NotFound } from '../../app/NotFound.tsx';
import { Icon } from '../../shared/icons.tsx';
import { useTitle } from '../../shared/Page.tsx';
import { Bones, Broken } from '../../shared/States.tsx';
import { ticketQuery } from '../queries.ts';
import { CaseSheet } from './CaseSheet.tsx';
import './case-sheet.css';

/** The sheet of a ticket as it will be printed, with the choice of what is on it. */
export default function CaseSheetPage() {
  const { t } = useTranslation();
  const { number: given = '' } = useParams();
  const number = /^\d{1,15}$/.test(given) ? Number(given) : null;
  const {
    data: ticket,
    error,
    refetch,
  } = useQuery({ ...ticketQuery(number ?? 0), enabled: number !== null });
  const [notes, setNotes] = useState(true);
  const [timeline, setTimeline] = useState(true);
  useTitle(t('case_sheet.title', { number: given }));
  if (number === null) return <NotFound />;
  return (
    <div className="page case-page">
      <header className="page-head case-bar">
        <Link to={`/tickets/${number}`} className="icon-button" aria-label={t('keys.back')}>
          <Icon name="left" size={20} />
        </Link>
        <h1>{t('case_sheet.title', { number })}</h1>
        <label className="check">
          <input type="checkbox" checked={notes} onChange={(event) => setNotes(event.target.checked)} />
          <span>{t('case_sheet.with_notes')}</span>
        </label>
        <label className="check">
          <input type="checkbox" checked={timeline} onChange={(event) => setTimeline(event.target.checked)} />
          <span>{t('case_sheet.with_timeline')}</span>
        </label>
        <Button type="primary" disabled={!ticket} onClick={() => window.print()}>
          {t('case_sheet.print')}
        </Button>
      </header>
      <section
        className="page-body case-body"
        aria-label={t('case_sheet.title', { number })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        {ticket ? (
          <CaseSheet ticket={ticket} notes={notes} timeline={timeline} />
        ) : error ? (
          <Broken error={error} retry={refetch} />
        ) : (
          <Bones lines={12} />
        )}
      </section>
    </div>
  );
}
