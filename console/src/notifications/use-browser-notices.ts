import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { usePersonal } from '../shared/personal.ts';
import { useTimeZone } from '../shared/session.ts';
import { placeOf, unreadQuery } from './queries.ts';
import { isQuiet } from './quiet-hours.ts';
import { useNoticeWords } from './use-notice-words.ts';

/**
 * Shows what is new outside the window, as far as the person wishes: switched on, allowed by the browser, not in quiet
 * hours, and only while the console is out of sight. What was unread already when the page opened is not news.
 */
export function useBrowserNotices(): void {
  const { data } = useQuery(unreadQuery);
  const [wanted] = usePersonal('notices.browser', 'off');
  const [quiet] = usePersonal('notices.quiet', '');
  const zone = useTimeZone();
  const navigate = useNavigate();
  const words = useNoticeWords();
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!data) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...data.items.map((item) => item.id)]);
    if (before === null || wanted !== 'on' || !document.hidden) return;
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    if (isQuiet(quiet, clock.format(Date.now()))) return;
    for (const item of data.items) {
      if (before.has(item.id)) continue;
      const title = item.ticket ? `#${item.ticket.number} ${item.ticket.subject}` : words(item);
      const shown = new Notification(title, { body: words(item), tag: item.id });
      shown.onclick = () => {
        window.focus();
        navigate(placeOf(item) ?? '/notifications');
        shown.close();
      };
    }
  }, [data, wanted, quiet, zone, navigate, words]);
}
