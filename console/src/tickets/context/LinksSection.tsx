import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../../shared/api.ts';
import { useNow } from '../../shared/clock.ts';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import { CategoryMark } from '../../shared/Marks.tsx';
import { useTicketDialog } from '../actions/dialogs.tsx';
import { useTicketAction } from '../actions/use-action.ts';
import type { FullTicket } from '../queries.ts';
import { Section } from './Section.tsx';

type TicketLinkRow = FullTicket['links'][number];

/** Linked tickets, and what was merged in (each can be taken out again). */
export function LinksSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { number } = ticket;
  const unlink = useTicketAction(number, (link: TicketLinkRow) =>
    call('unlinkTickets', {
      params:
        link.direction === 'from'
          ? { number, kind: link.kind, to: link.ticket.number }
          : { number: link.ticket.number, kind: link.kind, to: number },
    }),
  );
  const undo = useTicketAction(number, (source: number) => call('undoMerge', { params: { number: source } }));
  const mergedIn = ticket.merges.filter((merge) => merge.target.number === number);
  const open = useTicketDialog();
  const editable = ticket.may.write && ticket.merged_into === null;
  const count = ticket.links.length + mergedIn.length;
  if (count === 0 && !editable) return null;
  return (
    <Section
      name="links"
      title={t('link.title')}
      count={count}
      action={
        editable && (
          <button type="button" className="link small" onClick={() => open({ kind: 'link' })}>
            <Icon name="plus" size={13} /> {t('common.add')}
          </button>
        )
      }
    >
      {count === 0 && <p className="small muted">{t('link.none')}</p>}
      <ul className="stack" style={{ gap: 8 }}>
        {ticket.links.map((link) => (
          <li
            key={`${link.kind}-${link.direction}-${link.ticket.number}`}
            className="stack"
            style={{ gap: 0 }}
          >
            <div className="row small muted">
              <span className="grow">{t(`link.${link.kind}_${link.direction}`)}</span>
              {ticket.may.write && (
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={t('link.remove', { number: link.ticket.number })}
                  onClick={() => unlink.mutate(link)}
                >
                  <Icon name="close" size={13} />
                </button>
              )}
            </div>
            <div className="row small">
              <Link to={`/tickets/${link.ticket.number}`} className="cut grow">
                <span className="num">#{link.ticket.number}</span> {link.ticket.subject}
              </Link>
              <CategoryMark category={link.ticket.status_category} />
            </div>
          </li>
        ))}
        {mergedIn.map((merge) => (
          <li key={merge.id} className="stack" style={{ gap: 0 }}>
            <div className="row small muted">
              <span className="grow">
                {t('link.merged_in', {
                  when: format.when(merge.merged_at, now),
                  name: merge.merged_by?.name ?? '',
                })}
              </span>
              {ticket.may.merge && (
                <button type="button" className="link small" onClick={() => undo.mutate(merge.source.number)}>
                  {t('common.undo')}
                </button>
              )}
            </div>
            <Link to={`/tickets/${merge.source.number}`} className="cut small">
              <span className="num">#{merge.source.number}</span> {merge.source.subject}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
