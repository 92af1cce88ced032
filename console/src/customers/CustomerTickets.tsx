import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Due } from '../shared/Due.tsx';
import { useFormat } from '../shared/format.ts';
import { StatusMark } from '../shared/Marks.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { ticketsQuery } from '../tickets/queries.ts';
import type { FullCustomer } from './queries.ts';

/** Every ticket of a customer, newest activity first; of an organisation also those of its members, who are named then. */
export function CustomerTickets({ customer }: { customer: FullCustomer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ofMembers = customer.kind === 'organisation';
  const whose = ofMembers ? { organisation: customer.id } : { customer: customer.id };
  const list = useInfiniteQuery(ticketsQuery({ ...whose, status: 'all' }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('customers.tickets')}</h2>
        <span className="muted small">{t('customers.open_tickets', { count: customer.open_tickets })}</span>
      </div>
      {list.isPending && <Bones lines={4} />}
      {list.isLoadingError && <Broken error={list.error} retry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && <Empty icon="inbox" title={t('customers.no_tickets')} />}
      {rows.length > 0 && (
        <div className="table-wrap">
          <table className="table inset cards">
            <thead>
              <tr>
                <th scope="col">{t('field.subject')}</th>
                {ofMembers && <th scope="col">{t('field.customer')}</th>}
                <th scope="col">{t('field.status')}</th>
                <th scope="col">{t('ticket.assignee')}</th>
                <th scope="col">{t('field.due')}</th>
                <th scope="col">{t('field.opened')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Link to={`/tickets/${row.number}`}>
                      <span className="num">#{row.number}</span> {row.subject}
                    </Link>
                  </td>
                  {ofMembers && (
                    <td data-label={t('field.customer')}>
                      <Link to={`/customers/${row.customer.id}`}>{row.customer.name}</Link>
                    </td>
                  )}
                  <td data-label={t('field.status')}>
                    <StatusMark status={row.status} category={row.status_category} />
                  </td>
                  <td data-label={t('ticket.assignee')} className="whole">
                    {row.assignee?.name ?? t('ticket.nobody')}
                  </td>
                  <td data-label={t('field.due')}>
                    <Due
                      dueAt={row.next_due_at}
                      startedAt={row.opened_at}
                      statusCategory={row.status_category}
                      bar={false}
                    />
                  </td>
                  <td data-label={t('field.opened')} className="num">
                    {format.date(row.opened_at)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </section>
  );
}
