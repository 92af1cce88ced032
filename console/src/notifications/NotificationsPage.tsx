import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { NoticeSettings } from './NoticeSettings.tsx';
import { noticeMark } from './notice-marks.ts';
import './notifications.css';
import { type Notice, notificationsQuery, placeOf } from './queries.ts';
import { useNoticeWords } from './use-notice-words.ts';

/** What concerns the reader and was done by others, newest first. */
export default function NotificationsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useInfiniteQuery(notificationsQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  const newest = items[0];
  const fetchAnew = () => client.invalidateQueries({ queryKey: ['notifications'] });
  const readAll = useMutation({
    mutationFn: (upTo: string) => call('readNotifications', { body: { up_to: upTo } }),
    onSuccess: fetchAnew,
  });
  return (
    <Page
      title={t('notices.title')}
      flush
      actions={
        unread > 0 &&
        newest && (
          <Button loading={readAll.isPending} onClick={() => readAll.mutate(newest.at)}>
            {t('notices.read_all')}
          </Button>
        )
      }
    >
      <NoticeSettings />
      {list.isPending ? (
        <Bones />
      ) : list.isError ? (
        <Broken error={list.error} retry={list.refetch} />
      ) : items.length === 0 ? (
        <Empty icon="bell" title={t('notices.empty')}>
          {t('notices.empty_help')}
        </Empty>
      ) : (
        <ul className="notice-list">
          {items.map((item) => (
            <NoticeRow key={item.id} notice={item} onRead={fetchAnew} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="link notice-more"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('list.more')}
        </button>
      )}
    </Page>
  );
}

function NoticeRow({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const words = useNoticeWords();
  const unread = notice.read_at === null;
  const read = () => {
    if (unread) void call('readNotifications', { body: { ids: [notice.id] } }).then(onRead, () => undefined);
  };
  const place = placeOf(notice);
  const { icon, tone = 'plain' } = noticeMark(notice.kind);
  const inside = (
    <>
      <span className={`notice-mark ${tone}`}>
        <Icon name={icon} />
      </span>
      <span className="notice-text">
        {unread && <span className="sr">{t('list.unread')}</span>}
        {words(notice)}
      </span>
      {notice.instruction !== null && (
        <span className="notice-ticket num muted">
          {t('instruction.number', { number: notice.instruction })}
        </span>
      )}
      {notice.ticket && (
        <span className="notice-ticket cut">
          <span className="num muted">#{notice.ticket.number}</span> {notice.ticket.subject}
        </span>
      )}
      <time className="notice-time num muted">{format.when(notice.at, now)}</time>
    </>
  );
  return (
    <li className={unread ? 'notice unread' : 'notice'}>
      {place ? (
        <Link className="notice-link" to={place} onClick={read}>
          {inside}
        </Link>
      ) : (
        <button type="button" className="notice-link bare" onClick={read}>
          {inside}
        </button>
      )}
    </li>
  );
}
