import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '../shared/config.ts';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { languageNames } from '../shared/languages.ts';
import { useCan } from '../shared/session.ts';
import { CustomerNotes } from './CustomerNotes.tsx';
import type { FullCustomer } from './queries.ts';

/** Contacts, belonging, language, notes, and doubles that were merged in. */
export function CustomerFacts({
  customer,
  onUndo,
}: {
  customer: FullCustomer;
  onUndo: (id: string) => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const format = useFormat();
  const can = useCan();
  return (
    <aside aria-label={t('customers.facts')}>
      <section className="panel">
        <h2>{t('customers.contacts')}</h2>
        {customer.contacts.length === 0 && <p className="muted">{t('customers.no_contacts')}</p>}
        <ul className="stack" style={{ gap: 6 }}>
          {customer.contacts.map((contact) => (
            <li key={contact.id} className="row">
              <Icon name={contact.kind === 'email' ? 'mail' : 'phone'} />
              <a
                className="cut"
                href={contact.kind === 'email' ? `mailto:${contact.value}` : `tel:${contact.normalised}`}
              >
                {contact.value}
              </a>
              {contact.primary && <span className="pill">{t('customers.main')}</span>}
              {contact.bounced && (
                <span className="pill amber" title={contact.bounced.answer ?? undefined}>
                  {t('customers.bounced')}
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>{t('customers.facts')}</h2>
        <dl className="facts">
          <dt>{t('customers.kind')}</dt>
          <dd>{customer.kind === 'person' ? t('customers.person') : t('customers.organisation')}</dd>
          {customer.language && (
            <>
              <dt>{t('field.language')}</dt>
              <dd>{languageNames[customer.language]}</dd>
            </>
          )}
          {customer.time_zone && (
            <>
              <dt>{t('field.time_zone')}</dt>
              <dd>{customer.time_zone}</dd>
            </>
          )}
          {customer.tier && (
            <>
              <dt>{t('field.tier')}</dt>
              <dd>{names.tier(customer.tier)}</dd>
            </>
          )}
          {customer.external_ref && (
            <>
              <dt>{t('field.external_ref')}</dt>
              <dd>{customer.external_ref}</dd>
            </>
          )}
          <dt>{t('field.since')}</dt>
          <dd className="num">{format.date(customer.created_at)}</dd>
        </dl>
      </section>
      <section className="panel">
        <h2>{t('field.notes')}</h2>
        <CustomerNotes customer={customer} />
      </section>
      <Belonging title={t('customers.belongs_to')} list={customer.organisations} />
      <Belonging title={t('customers.members')} list={customer.members} />
      {customer.merged.length > 0 && (
        <section className="panel">
          <h2>{t('customers.merged')}</h2>
          <ul className="stack" style={{ gap: 6 }}>
            {customer.merged.map((double) => (
              <li key={double.id} className="row">
                <span className="grow cut">{double.name}</span>
                <span className="muted small num">{format.date(double.merged_at)}</span>
                {can('customer.merge') && (
                  <button type="button" className="link small" onClick={() => onUndo(double.id)}>
                    {t('common.undo')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

function Belonging({ title, list }: { title: string; list: FullCustomer['members'] }) {
  if (list.length === 0) return null;
  return (
    <section className="panel">
      <h2>{title}</h2>
      <ul className="stack" style={{ gap: 6 }}>
        {list.map((other) => (
          <li key={other.id} className="row">
            <Link to={`/customers/${other.id}`} className="cut">
              {other.name}
            </Link>
            {other.role && <span className="muted small">{other.role}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
