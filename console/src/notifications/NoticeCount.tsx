import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import './notice-count.css';
import { unreadQuery } from './queries.ts';

const most = 99;

/** How many notifications wait to be read; nothing when none does. */
export function NoticeCount() {
  const { t } = useTranslation();
  const count = useQuery(unreadQuery).data?.unread ?? 0;
  if (count === 0) return null;
  return (
    <span className="notice-count num" title={t('notices.unread', { count })}>
      <span aria-hidden="true">{count > most ? `${most}+` : count}</span>
      <span className="sr">{t('notices.unread', { count })}</span>
    </span>
  );
}
