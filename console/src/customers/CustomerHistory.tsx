import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { differences } from '../shared/differences.ts';
import { useFormat } from '../shared/format.ts';
import { textIfAny } from '../shared/i18n.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { customerHistoryQuery, type FullCustomer } from './queries.ts';

/** What happened to the record itself: who recorded, changed or merged it, before and after. */
export function CustomerHistory({ customer }: { customer: FullCustomer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, isPending, error, refetch } = useQuery(customerHistoryQuery(customer.id));
  return (
    <section className="panel">
      <h2>{t('customers.history')}</h2>
      {isPending && <Bones lines={3} />}
      {error && <Broken error={error} retry={refetch} />}
      <ol className="customer-history">
        {data?.map((event) => (
          <li key={event.id}>
            <div className="row wrap small">
              <span className="strong">{textIfAny(`customer_event.${event.kind}`) ?? event.kind}</span>
              {event.of && <span>{event.of.name}</span>}
              <span className="muted">
                {event.actor} · <span className="num">{format.dateTime(event.at)}</span>
              </span>
            </div>
            <Changes before={event.before} after={event.after} />
          </li>
        ))}
        {data && !data.some((event) => event.kind === 'customer.created' && !event.of) && (
          <li className="row wrap small">
            <span className="strong">{t('customer_event.customer.created')}</span>
            <span className="muted">
              {t('customers.with_ticket')} ·{' '}
              <span className="num">{format.dateTime(customer.created_at)}</span>
            </span>
          </li>
        )}
      </ol>
    </section>
  );
}

function Changes({ before, after }: { before: unknown; after: unknown }) {
  const rows = differences(readable(before), readable(after));
  if (rows.length === 0) return null;
  return (
    <ul className="small">
      {rows.map((row) => (
        <li key={row.path} className="break">
          <span className="muted">
            {textIfAny(`field.${row.path}`) ?? textIfAny(`customers.${row.path}`) ?? row.path}
          </span>{' '}
          {row.before && <del>{row.before}</del>} {row.after && <ins>{row.after}</ins>}
        </li>
      ))}
    </ul>
  );
}

/** Contacts as one line of addresses and numbers. */
function readable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('contacts' in value)) return value;
  const { contacts } = value;
  if (!Array.isArray(contacts)) return value;
  return { ...value, contacts: contacts.map((contact) => String(contact.value)) };
}
