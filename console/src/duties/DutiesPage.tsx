import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useShortcuts } from '../shared/shortcuts.ts';
import { DutyRow } from './DutyRow.tsx';
import './duties.css';
import { dutiesQuery } from './queries.ts';

/** Everything that I owe, soonest first. `j` `k` move, `Enter` goes to the place where it is fulfilled. */
export default function DutiesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const duties = useInfiniteQuery(dutiesQuery);
  const rows = duties.data?.pages.flatMap((page) => page.items) ?? [];
  const [at, setAt] = useState(-1);
  const list = useRef<HTMLUListElement>(null);

  function move(step: number) {
    const next = Math.min(rows.length - 1, Math.max(0, at + step));
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }
  const open = () => {
    const number = rows[at]?.subject.number;
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
      <ul ref={list} className="duty-list">
        {rows.map((duty, index) => (
          <DutyRow key={duty.id} duty={duty} here={index === at} />
        ))}
      </ul>
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
