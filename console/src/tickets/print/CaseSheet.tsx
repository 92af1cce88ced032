import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../shared/session.ts';
import { WholeText } from '../conversation/QuotedText.tsx';
import type { FullTicket } from '../queries.ts';
import { SheetConversation } from './SheetConversation.tsx';
import { SheetFacts } from './SheetFacts.tsx';
import { SheetObligations } from './SheetObligations.tsx';
import { SheetTasks } from './SheetTasks.tsx';
import { SheetTimeline } from './SheetTimeline.tsx';
import { useMoment } from './use-moment.ts';

interface CaseSheetProps {
  ticket: FullTicket;
  /** with what only colleagues may read */
  notes: boolean;
  timeline: boolean;
}

/** A ticket on A4: what it is, what was owed and kept, everything that was said, what happened. */
export function CaseSheet({ ticket, notes, timeline }: CaseSheetProps) {
  const { t } = useTranslation();
  const me = useMe();
  const moment = useMoment();
  const [printedAt] = useState(() => new Date().toISOString());
  const foot = t('case_sheet.foot', { number: ticket.number });
  const page = t('case_sheet.page').split('#');
  return (
    <article className="case-sheet">
      <style>{pageStyle(foot, page)}</style>
      <header className="case-head">
        <div className="row">
          <strong className="grow">{me.organisation}</strong>
          <span>{t('case_sheet.name')}</span>
        </div>
        <h2>
          <span className="num">#{ticket.number}</span> {ticket.subject}
        </h2>
        {ticket.confidential && <p className="case-mark">{t('field.confidential')}</p>}
        {!notes && <p className="case-mark">{t('case_sheet.without_notes')}</p>}
      </header>
      <SheetFacts ticket={ticket} />
      <SheetObligations ticket={ticket} />
      <SheetTasks ticket={ticket} />
      <WholeText>
        <SheetConversation ticket={ticket} notes={notes} />
      </WholeText>
      {timeline && <SheetTimeline ticket={ticket} notes={notes} />}
      <footer className="case-foot">
        <div className="case-signature">{t('case_sheet.handled_by')}</div>
        <div className="case-signature">{t('case_sheet.checked_by')}</div>
        <p className="small">{t('case_sheet.printed', { name: me.user.name, when: moment(printedAt) })}</p>
      </footer>
    </article>
  );
}

/** What stands at the foot of every page; only the browser knows how many there are. */
function pageStyle(foot: string, [before = '', between = '', after = '']: string[]): string {
  const font = 'font: 9pt system-ui, sans-serif; color: #000;';
  return `@page { size: A4; margin: 15mm 16mm 18mm;
    @bottom-left { content: ${quoted(foot)}; ${font} }
    @bottom-right { content: ${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)}; ${font} } }`;
}

const quoted = (text: string) =>
  `"${text.replace(/[\\"<]|[^\S ]/g, (mark) => `\\${mark.charCodeAt(0).toString(16)} `)}"`;
