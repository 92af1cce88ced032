import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useNow } from '../shared/clock.ts';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { useFormat } from '../shared/format.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useTimeZone } from '../shared/session.ts';
import { useShortcuts } from '../shared/shortcuts.ts';
import { endOfDay } from '../shared/zoned-time.ts';
import { DutyFilters } from './DutyFilters.tsx';
import { DutyOwners } from './DutyOwners.tsx';
import { DutyRow, placeOf } from './DutyRow.tsx';
import './duties.css';
import { inGroups } from './groups.ts';
import { type Duty, dutiesQuery } from './queries.ts';
import { useDutyFilter } from './use-filter.ts';

const ProofDialog = lazy(() => import('./ProofDialog.tsx'));

/** Everything that I owe, soonest first. `j` `k` move, `Enter` goes to the place where it is fulfilled. */
export default function DutiesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useFormat();
  const now = useNow();
  const todayEnds = endOfDay(now, useTimeZone());
  const [filter, narrow] = useDutyFilter();
  const duties = useInfiniteQuery(dutiesQuery(filter, todayEnds));
  const counts = duties.data?.pages[0]?.counts ?? [];
  const owners = duties.data?.pages[0]?.owners ?? [];
  const groups = inGroups(duties.data?.pages.flatMap((page) => page.items) ?? [], now, Date.parse(todayEnds));
  const rows = groups.flatMap((each) => each.duties);
  const [at, setAt] = useState<string | null>(null);
  // what stands on no ticket is fulfilled here
  const [proving, setProving] = useState<Duty | null>(null);
  const list = useRef<HTMLDivElement>(null);

  function move(step: number) {
    const from = rows.findIndex((duty) => duty.id === at);
    const next = rows[Math.min(rows.length - 1, Math.max(0, from + step))];
    if (!next) return;
    setAt(next.id);
    list.current?.querySelector(`[data-duty="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  }
  const open = () => {
    const duty = rows.find((each) => each.id === at);
    const place = duty && placeOf(duty);
    if (place) navigate(place.to, { state: place.state });
    else if (duty) setProving(duty);
  };
  useShortcuts({ j: () => move(1), k: () => move(-1), Enter: open, o: open });
  // how many the server counts in a group, also those that are not fetched yet
  const countOf = (group: string) =>
    counts
      .filter((count) => count.when === group && (filter.kind === null || count.kind === filter.kind))
      .reduce((sum, { count }) => sum + count, 0);
  const narrowed = filter.when !== null || filter.kind !== null || filter.scope !== null;

  return (
    <Page
      title={t('nav.duties')}
      flush
      actions={
        <>
          <Link to="/internal-complaints">{t('internal_complaint.title')}</Link>
          <ExportMenu
            operation="exportDuties"
            name={t('nav.duties')}
            query={{
              scope: filter.scope ?? undefined,
              person: filter.person ?? undefined,
              kind: filter.kind ?? undefined,
              when: filter.when ?? undefined,
              today_ends: filter.when ? todayEnds : undefined,
            }}
          />
        </>
      }
      tabs={<DutyFilters filter={filter} counts={counts} onNarrow={narrow} />}
    >
      {duties.isPending && <Bones />}
      {duties.isError && rows.length === 0 && <Broken error={duties.error} retry={duties.refetch} />}
      {duties.isSuccess && rows.length === 0 && !narrowed && (
        <Empty icon="duties" title={t('duties.empty')}>
          {t('duties.empty_help')}
        </Empty>
      )}
      {duties.isSuccess && rows.length === 0 && narrowed && (
        <Empty
          icon="filter"
          title={filter.when === 'overdue' ? t('duties.none_overdue') : t('duties.none_here')}
          action={
            <Button onClick={() => narrow({ scope: null, person: null, when: null, kind: null })}>
              {t('duties.show_all')}
            </Button>
          }
        >
          {filter.when === 'paused' ? t('duties.none_paused_help') : t('duties.none_here_help')}
        </Empty>
      )}
      {owners.length > 0 && (
        <DutyOwners owners={owners} chosen={filter.person} onChoose={(person) => narrow({ person })} />
      )}
      <div ref={list}>
        {groups.map(({ group, duties: members }) => (
          <section key={group} aria-label={t(`duty_group.${group}`)}>
            <h2 className="duty-group">
              {t(`duty_group.${group}`)}{' '}
              <span className="num muted">{format.number(Math.max(members.length, countOf(group)))}</span>
            </h2>
            <ul>
              {members.map((duty) => (
                <DutyRow key={duty.id} duty={duty} here={duty.id === at} onProve={() => setProving(duty)} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {duties.hasNextPage && (
        <div className="empty">
          <Button onClick={() => duties.fetchNextPage()} loading={duties.isFetchingNextPage}>
            {t('list.more')}
          </Button>
        </div>
      )}
      {proving && (
        <Suspense fallback={null}>
          <ProofDialog obligation={proving} number={null} onClose={() => setProving(null)} />
        </Suspense>
      )}
    </Page>
  );
}
