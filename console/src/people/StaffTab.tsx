import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useDebounced } from '../shared/debounced.ts';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { SearchInput } from '../shared/SearchInput.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { allTeamsQuery } from '../shared/staff.ts';
import { usersQuery } from './queries.ts';
import { StaffTable } from './StaffTable.tsx';

const UserDialog = lazy(() => import('./UserDialog.tsx'));

/** Everybody who works here. */
export function StaffTab({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const [gone, setGone] = useState(false);
  const [adding, setAdding] = useState(false);
  const asked = useDebounced(q.trim());
  const state = gone ? 'all' : 'active';
  const list = useInfiniteQuery(usersQuery(asked, state));
  const teams = useQuery(allTeamsQuery);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('nav.people')}
      flush
      actions={
        <>
          <ExportMenu operation="exportUsers" name={t('people.staff')} query={{ q: asked, state }} />
          {can('people.manage') && (
            <>
              <Button onClick={() => navigate('/people/import')}>{t('import.action')}</Button>
              <Button type="primary" icon={<Icon name="plus" />} onClick={() => setAdding(true)}>
                {t('people.add')}
              </Button>
            </>
          )}
        </>
      }
      tabs={
        <>
          {tabs}
          <div className="filter-bar">
            <SearchInput label={t('people.search')} value={q} onChange={setQ} />
            <label className="check filter-check">
              <input type="checkbox" checked={gone} onChange={(event) => setGone(event.target.checked)} />
              <span>{t('people.show_gone')}</span>
            </label>
          </div>
        </>
      }
    >
      <p className="page-lead soft">{t('people.help')}</p>
      {list.isPending && <Bones />}
      {list.isLoadingError && <Broken error={list.error} retry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && <Empty icon="people" title={t('people.no_match')} />}
      {rows.length > 0 && <StaffTable rows={rows} teams={teams.data ?? []} />}
      {list.hasNextPage && (
        <div className="empty">
          <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('list.more')}
          </Button>
        </div>
      )}
      <Suspense fallback={null}>
        {adding && (
          <UserDialog
            onClose={() => setAdding(false)}
            onSaved={(user) => navigate(`/people/staff/${user.id}`)}
          />
        )}
      </Suspense>
    </Page>
  );
}
