import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { NoticeCount } from '../notifications/NoticeCount.tsx';
import { Icon } from '../shared/icons.tsx';
import { useCan } from '../shared/session.ts';
import { useNavEntries } from './SideNav.tsx';
import { useUserMenu } from './UserMenu.tsx';

/** Whether a ticket is open or being written, which needs all the room of a phone. */
export function isReading(pathname: string): boolean {
  return /^\/(inbox\/[^/]+|tickets|search)\/\d+/.test(pathname) || ['/new', '/phone-note'].includes(pathname);
}

/** Navigation on a phone: within the thumb's reach; hidden while a ticket is open, which needs the room. */
export function BottomNav() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const can = useCan();
  const entries = useNavEntries();
  const userItems = useUserMenu();
  if (isReading(pathname)) return null;
  const first = entries.filter((entry) => ['/inbox', '/duties', '/customers'].includes(entry.to));
  const rest = entries.filter((entry) => !first.includes(entry));
  const item = (entry: (typeof entries)[number]) => (
    <Link
      key={entry.to}
      to={entry.to}
      className="bottom-item"
      aria-current={pathname.startsWith(entry.to) ? 'page' : undefined}
    >
      <Icon name={entry.icon} size={20} />
      {entry.short ?? entry.label}
    </Link>
  );
  return (
    <nav className="bottom-nav" aria-label={t('nav.label')}>
      {first.slice(0, 2).map(item)}
      {can('ticket.write') && (
        <button
          type="button"
          className="bottom-item new"
          onClick={() => navigate('/new')}
          aria-label={t('nav.new_ticket')}
        >
          <span className="disc">
            <Icon name="plus" size={20} />
          </span>
        </button>
      )}
      {first.slice(2).map(item)}
      <Dropdown
        trigger={['click']}
        placement="top"
        destroyOnHidden
        menu={{
          items: [
            ...rest.map((entry) => ({
              key: entry.to,
              icon: <Icon name={entry.icon} />,
              label: entry.label,
              extra: entry.to === '/notifications' && <NoticeCount />,
              onClick: () => navigate(entry.to),
            })),
            { type: 'divider' as const },
            ...userItems,
          ],
        }}
      >
        <button type="button" className="bottom-item" aria-haspopup="menu">
          <Icon name="more" size={20} />
          {t('nav.more')}
          <NoticeCount />
        </button>
      </Dropdown>
    </nav>
  );
}
