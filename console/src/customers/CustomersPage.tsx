import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useDebounced } from '../shared/debounced.ts';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { Face } from '../shared/Face.tsx';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { languageNames } from '../shared/languages.ts';
import { Page } from '../shared/Page.tsx';
import { SearchInput } from '../shared/SearchInput.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { type CustomerRow, customersQuery } from './queries.ts';

const CustomerDialog = lazy(() => import('./CustomerDialog.tsx'));

/** Customers: found by name, mail address, phone or its last four digits. */
export default function CustomersPage() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<'' | 'person' | 'organisation'>('');
  const [adding, setAdding] = useState(false);
  const asked = useDebounced(q.trim());
  const list = useInfiniteQuery(customersQuery(asked, kind));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Page
      title={t('nav.customers')}
      flush
      actions={
        <>
          <ExportMenu operation="exportCustomers" name={t('nav.customers')} query={{ q: asked, kind }} />
          {can('customer.import') && (
            <Button onClick={() => navigate('/customers/import')}>{t('import.action')}</Button>
          )}
          {can('customer.write') && (
            <Button type="primary" icon={<Icon name="plus" />} onClick={() => setAdding(true)}>
              {t('customers.add')}
            </Button>
          )}
        </>
      }
      tabs={
        <div className="filter-bar">
          <SearchInput label={t('customers.search')} value={q} onChange={setQ} />
          <select
            className="native"
            aria-label={t('customers.kind')}
            value={kind}
            onChange={(event) => {
              const { value } = event.target;
              setKind(value === 'person' || value === 'organisation' ? value : '');
            }}
          >
            <option value="">{t('customers.all_kinds')}</option>
            <option value="person">{t('customers.persons')}</option>
            <option value="organisation">{t('customers.organisations')}</option>
          </select>
        </div>
      }
    >
      {list.isPending && <Bones />}
      {list.isLoadingError && <Broken error={list.error} retry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && (
        <Empty
          icon="customers"
          title={q ? t('customers.no_match') : t('customers.empty')}
          action={
            !q &&
            can('customer.import') && (
              <Button onClick={() => navigate('/customers/import')}>{t('import.customers')}</Button>
            )
          }
        >
          {q ? t('customers.no_match_help') : t('customers.empty_help')}
        </Empty>
      )}
      {rows.length > 0 && <CustomerTable rows={rows} />}
      {list.hasNextPage && (
        <div className="empty">
          <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('list.more')}
          </Button>
        </div>
      )}
      <Suspense fallback={null}>
        {adding && (
          <CustomerDialog
            onClose={() => setAdding(false)}
            onSaved={(customer) => navigate(`/customers/${customer.id}`)}
          />
        )}
      </Suspense>
    </Page>
  );
}

function CustomerTable({ rows }: { rows: CustomerRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="table-wrap">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('auth.email')}</th>
            <th scope="col">{t('field.phone')}</th>
            <th scope="col">{t('field.organisation')}</th>
            <th scope="col">{t('field.language')}</th>
            <th scope="col">{t('field.since')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to={`/customers/${row.id}`} className="row">
                  <Face name={row.name} id={row.id} size={24} team={row.kind === 'organisation'} />
                  <span className="cut">{row.name}</span>
                </Link>
              </td>
              <td data-label={t('auth.email')}>{row.email}</td>
              <td data-label={t('field.phone')} className="num">
                {row.phone}
              </td>
              <td data-label={t('field.organisation')}>{row.organisation}</td>
              <td data-label={t('field.language')} className="wide">
                {row.language && languageNames[row.language]}
              </td>
              <td data-label={t('field.since')} className="num wide">
                {format.date(row.created_at)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
