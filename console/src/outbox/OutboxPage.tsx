import type { ResponseOf, Routes } from '@shouwen/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { useFormat } from '../shared/format.ts';
import { textIfAny } from '../shared/i18n.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';

type OutboxPageData = ResponseOf<Routes['listOutbox']>;
type Mail = OutboxPageData['items'][number];
const states = ['queued', 'attempting', 'sent', 'failed', 'unknown'] as const;
type State = (typeof states)[number];
const tones: Record<State, string> = {
  queued: '',
  attempting: 'accent',
  sent: 'green',
  failed: 'red',
  unknown: 'amber',
};

/** Everything that is to leave the house, newest first, with where it stands. */
export default function OutboxPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [state, setState] = useState<State | ''>('');
  const [shown, setShown] = useState<Mail | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['outbox', state],
    queryFn: ({ pageParam }) =>
      call('listOutbox', {
        query: { limit: 50, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (last: OutboxPageData) => last.next_cursor ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('nav.outbox')}
      flush
      actions={<ExportMenu operation="exportOutbox" name={t('nav.outbox')} query={{ state }} />}
      tabs={
        <div className="filter-bar">
          <select
            className="native"
            aria-label={t('outbox.state')}
            value={state}
            onChange={(event) => setState(states.find((each) => each === event.target.value) ?? '')}
          >
            <option value="">{t('outbox.all')}</option>
            {states.map((each) => (
              <option key={each} value={each}>
                {t(`outbox_state.${each}`)}
              </option>
            ))}
          </select>
        </div>
      }
    >
      {list.isPending && <Bones />}
      {list.isLoadingError && <Broken error={list.error} retry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && (
        <Empty icon="outbox" title={t('outbox.empty')}>
          {t('outbox.empty_help')}
        </Empty>
      )}
      {rows.length > 0 && (
        <div className="table-wrap">
          <table className="table cards">
            <thead>
              <tr>
                <th scope="col">{t('field.subject')}</th>
                <th scope="col">{t('outbox.to')}</th>
                <th scope="col">{t('outbox.kind')}</th>
                <th scope="col">{t('field.ticket')}</th>
                <th scope="col">{t('account.created')}</th>
                <th scope="col">{t('outbox.state')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((mail) => (
                <tr key={mail.id}>
                  <td>
                    <button type="button" className="link" onClick={() => setShown(mail)}>
                      {mail.subject}
                    </button>
                  </td>
                  <td data-label={t('outbox.to')}>{mail.to}</td>
                  <td data-label={t('outbox.kind')}>{textIfAny(`mail_kind.${mail.kind}`) ?? mail.kind}</td>
                  <td data-label={t('field.ticket')} className="num">
                    {mail.ticket !== null && <Link to={`/tickets/${mail.ticket}`}>#{mail.ticket}</Link>}
                  </td>
                  <td data-label={t('account.created')} className="num">
                    {format.when(mail.created_at, now)}
                  </td>
                  <td data-label={t('outbox.state')}>
                    <span className={`pill ${tones[mail.state]}`} title={mail.error ?? undefined}>
                      {t(`outbox_state.${mail.state}`)}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <div className="empty">
          <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('list.more')}
          </Button>
        </div>
      )}
      <Drawer
        open={shown !== null}
        size={560}
        title={shown?.subject}
        onClose={() => setShown(null)}
        destroyOnHidden
      >
        {shown && (
          <div className="stack">
            <dl className="facts">
              <dt>{t('outbox.to')}</dt>
              <dd>{shown.to}</dd>
              <dt>{t('outbox.state')}</dt>
              <dd>{t(`outbox_state.${shown.state}`)}</dd>
              {shown.sent_at && (
                <>
                  <dt>{t('outbox.sent')}</dt>
                  <dd className="num">{format.dateTime(shown.sent_at)}</dd>
                </>
              )}
              {shown.error && (
                <>
                  <dt>{t('outbox.error')}</dt>
                  <dd>{shown.error}</dd>
                </>
              )}
            </dl>
            <div className="prose">{shown.body}</div>
          </div>
        )}
      </Drawer>
    </Page>
  );
}
