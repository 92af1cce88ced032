import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useNow } from '../shared/clock.ts';
import { useFormat } from '../shared/format.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useShortcuts } from '../shared/shortcuts.ts';
import { DutyRow } from './DutyRow.tsx';
import './duties.css';
import { inGroups } from './groups.ts';
import { dutiesQuery } from './queries.ts';

/** Everything that I owe, soonest first. `j` `k` move, `Enter` goes to the place where it is fulfilled. */
export default function DutiesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useFormat();
  const now = useNow();
  const duties = useInfiniteQuery(dutiesQuery);
  const groups = inGroups(duties.data?.pages.flatMap((page) => page.items) ?? [], now, format.daysApart);
  const rows = groups.flatMap((each) => each.duties);
  const [at, setAt] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);

  function move(step: number) {
    const from = rows.findIndex((duty) => duty.id === at);
    const next = rows[Math.min(rows.length - 1, Math.max(0, from + step))];
    if (!next) return;
    setAt(next.id);
    list.current?.querySelector(`[data-duty="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  }
  const open = () => {
    const number = rows.find((duty) => duty.id === at)?.subject.number;
    if (number !== null && number !== undefined) navigate(`/tickets/${number}`);
  };
  useShortcuts({ j: () => move(1), k: () => move(-1), Enter: open, o: open });

  return (
    <Page title={t('nav.duties')} flush>
      {duties.isPending && <Bones />}
      {duties.isError && rows.length === 0 && <Broken error={duties.error} retry={duties.refetch} />}
      {duties.isSuccess && rows.length === 0 && (
        <Empty icon="duties" title={t('duties.empty')}>
          {t('duties.empty_help')}
        </Empty>
      )}
      <div ref={list}>
        {groups.map(({ group, duties: members }) => (
          <section key={group} aria-label={t(`duty_group.${group}`)}>
            <h2 className="duty-group">
              {t(`duty_group.${group}`)} <span className="num muted">{members.length}</span>
            </h2>
            <ul>
              {members.map((duty) => (
                <DutyRow key={duty.id} duty={duty} here={duty.id === at} />
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
    </Page>
  );
}
