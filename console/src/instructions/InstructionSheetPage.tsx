import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { Icon } from '../shared/icons.tsx';
import { useTitle } from '../shared/Page.tsx';
import { Bones, Broken } from '../shared/States.tsx';
import '../tickets/print/case-sheet.css';
import { InstructionSheet } from './InstructionSheet.tsx';
import './instructions.css';
import { instructionQuery } from './queries.ts';

/** The record of a request as it will be printed. */
export default function InstructionSheetPage() {
  const { t } = useTranslation();
  const { number: given = '' } = useParams();
  const number = /^\d{1,15}$/.test(given) ? Number(given) : null;
  const {
    data: request,
    error,
    refetch,
  } = useQuery({ ...instructionQuery(number ?? 0), enabled: number !== null });
  const title = t('instruction.record_title', { number: given });
  useTitle(title);
  if (number === null) return <NotFound />;
  return (
    <div className="page case-page">
      <header className="page-head case-bar">
        <Link to={`/instructions/${number}`} className="icon-button" aria-label={t('keys.back')}>
          <Icon name="left" size={20} />
        </Link>
        <h1>{title}</h1>
        <Button type="primary" disabled={!request} onClick={() => window.print()}>
          {t('case_sheet.print')}
        </Button>
      </header>
      <section
        className="page-body case-body"
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        {request ? (
          <InstructionSheet request={request} />
        ) : error ? (
          <Broken error={error} retry={refetch} />
        ) : (
          <Bones lines={12} />
        )}
      </section>
    </div>
  );
}
