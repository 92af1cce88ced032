import type { OutboxState } from '@shouwen/api';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
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
import { toast } from '../shared/toasts.tsx';
import { MailDrawer } from './MailDrawer.tsx';
import { MailMark } from './MailMark.tsx';
import type { OutboxPageData } from './queries.ts';

const states: readonly (OutboxState | 'held')[] = [
  'held',
  'queued',
  'attempting',
  'sent',
  'failed',
  'unknown',
];

/** Everything that is to leave the house, newest first, with where it stands. */
export default function OutboxPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const client = useQueryClient();
  const [state, setState] = useState<OutboxState | 'held' | ''>('');
  const [shown, setShown] = useState<string | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['outbox', state],
    queryFn: ({ pageParam }) =>
      call('listOutbox', {
        query: { limit: 50, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (last: OutboxPageData) => last.next_cursor ?? undefined,
  });
  const releaseAll = useMutation({
    mutationFn: () => call('releaseMails', {}),
    onSuccess: ({ released }) => {
      void client.invalidateQueries({ queryKey: ['outbox'] });
      toast(t('outbox.released_all', { count: released }));
    },
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const canRelease = rows.some((mail) => mail.held && mail.may.manage);
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
          {canRelease && (
            <>
              <span className="end" />
              <Button size="small" onClick={() => releaseAll.mutate()} loading={releaseAll.isPending}>
                {t('outbox.release_all')}
              </Button>
            </>
          )}
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
                    <button type="button" className="link" onClick={() => setShown(mail.id)}>
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
                    <MailMark mail={mail} />
                    {mail.next_at && mail.attempts > 0 && (
                      <div className="small muted num">
                        {t('webhook.next', { when: format.when(mail.next_at, now) })}
                      </div>
                    )}
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
      <MailDrawer id={shown} onClose={() => setShown(null)} />
    </Page>
  );
}
