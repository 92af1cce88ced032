import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CustomerNotes } from '../../customers/CustomerNotes.tsx';
import { customerQuery } from '../../customers/queries.ts';
import { call } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { CategoryMark } from '../../shared/Marks.tsx';
import { useCan } from '../../shared/session.ts';
import type { FullTicket } from '../queries.ts';
import { Section } from './Section.tsx';

/** The customer with contacts, and what else is open. */
export function CustomerSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const can = useCan();
  const { id, name, kind } = ticket.customer;
  const customer = useQuery({ ...customerQuery(id), enabled: can('customer.read') });
  const others = useQuery({
    queryKey: ['tickets', 'of-customer', id],
    queryFn: async () =>
      (await call('listTickets', { query: { customer: id, status: 'all', limit: 6 } })).items,
  });
  const otherTickets = (others.data ?? []).filter((row) => row.number !== ticket.number).slice(0, 5);
  return (
    <Section name="customer" title={t('context.customer')}>
      <div className="row strong">
        <Icon name={kind === 'person' ? 'user' : 'building'} />
        <Link to={`/customers/${id}`} className="cut">
          {name}
        </Link>
      </div>
      <ul className="contact-list">
        {customer.data?.contacts.map((contact) => (
          <li key={contact.id} className="row small">
            <Icon name={contact.kind === 'email' ? 'mail' : 'phone'} size={14} />
            <a
              className="cut"
              href={contact.kind === 'email' ? `mailto:${contact.value}` : `tel:${contact.normalised}`}
            >
              {contact.value}
            </a>
            {contact.bounced && (
              <span className="pill amber" title={contact.bounced.answer ?? undefined}>
                {t('customers.bounced')}
              </span>
            )}
          </li>
        ))}
        {customer.data?.organisations.map((organisation) => (
          <li key={organisation.id} className="row small">
            <Icon name="building" size={14} />
            <Link to={`/customers/${organisation.id}`} className="cut">
              {organisation.name}
            </Link>
          </li>
        ))}
      </ul>
      {customer.data && <CustomerNotes customer={customer.data} />}
      {others.isSuccess && otherTickets.length === 0 && (
        <p className="small muted">{t('context.no_other_tickets')}</p>
      )}
      {otherTickets.length > 0 && (
        <>
          <h3 className="small muted">{t('context.other_tickets')}</h3>
          <ul className="stack" style={{ gap: 4 }}>
            {otherTickets.map((row) => (
              <li key={row.number} className="row small">
                <Link to={`/tickets/${row.number}`} className="cut grow">
                  <span className="num">#{row.number}</span> {row.subject}
                </Link>
                <CategoryMark category={row.status_category} />
              </li>
            ))}
          </ul>
          {(others.data?.length ?? 0) > 5 && (
            <Link to={`/customers/${id}`} className="small">
              {t('context.all_tickets')}
            </Link>
          )}
        </>
      )}
    </Section>
  );
}
