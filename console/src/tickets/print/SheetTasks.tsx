import { useTranslation } from 'react-i18next';
import type { FullTicket } from '../queries.ts';
import { useMoment } from './use-moment.ts';

/** The tasks with a box that is ticked when they are done, and the tickets that are linked. */
export function SheetTasks({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const moment = useMoment();
  return (
    <>
      {ticket.tasks.length > 0 && (
        <section className="case-part">
          <h3>{t('task.title')}</h3>
          <ul className="case-list">
            {ticket.tasks.map((task) => (
              <li key={task.id} className={task.done_at ? 'ticked' : ''}>
                {[
                  task.title,
                  task.assignee?.name,
                  task.done_at
                    ? t('case_sheet.done_at', { when: moment(task.done_at) })
                    : task.due_at && t('due.at', { at: moment(task.due_at) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      {ticket.links.length > 0 && (
        <section className="case-part">
          <h3>{t('link.title')}</h3>
          <ul>
            {ticket.links.map((link) => (
              <li key={`${link.kind}-${link.direction}-${link.ticket.number}`}>
                {t(`link.${link.kind}_${link.direction}`)} <span className="num">#{link.ticket.number}</span>{' '}
                {link.ticket.subject}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
