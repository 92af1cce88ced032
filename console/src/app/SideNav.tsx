import type { Permission } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { NoticeCount } from '../notifications/NoticeCount.tsx';
import { Icon, type IconName } from '../shared/icons.tsx';
import { useCan } from '../shared/session.ts';
import { useViewNumbers } from '../tickets/view-counts.ts';
import { useViews } from '../tickets/views.ts';
import { NewTicketButton } from './NewTicketButton.tsx';
import { UserMenu } from './UserMenu.tsx';

export interface NavEntry {
  to: string;
  icon: IconName;
  label: string;
  /** where there is little room */
  short?: string;
  permission?: Permission;
}

/** The places of the console that this person may enter. */
export function useNavEntries(): NavEntry[] {
  const { t } = useTranslation();
  const can = useCan();
  const all: NavEntry[] = [
    { to: '/inbox', icon: 'inbox', label: t('nav.inbox') },
    { to: '/duties', icon: 'duties', label: t('nav.duties'), short: t('nav.duties_short') },
    { to: '/instructions', icon: 'stairs', label: t('nav.instructions') },
    { to: '/board', icon: 'team', label: t('nav.board'), permission: 'people.read' },
    { to: '/notifications', icon: 'bell', label: t('notices.title') },
    { to: '/figures', icon: 'chart', label: t('nav.figures') },
    { to: '/customers', icon: 'customers', label: t('nav.customers'), permission: 'customer.read' },
    { to: '/people', icon: 'people', label: t('nav.people'), permission: 'people.read' },
    { to: '/mail', icon: 'mail', label: t('nav.mail'), permission: 'outbox.read' },
    { to: '/outbox', icon: 'outbox', label: t('nav.outbox'), permission: 'outbox.read' },
    { to: '/webhooks', icon: 'webhooks', label: t('nav.webhooks'), permission: 'webhook.manage' },
    { to: '/settings', icon: 'settings', label: t('nav.settings'), permission: 'config.manage' },
  ];
  return all.filter((entry) => !entry.permission || can(entry.permission));
}

/** Navigation at the left: places, the inbox's views, and the person at the foot. */
export function SideNav({ folded, onFold }: { folded: boolean; onFold: () => void }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const entries = useNavEntries();
  const inInbox = pathname.startsWith('/inbox');
  return (
    <nav className="side" aria-label={t('nav.label')}>
      <div className="brand">
        <img src="/mark.svg" alt="" />
        <span>{t('app.name')}</span>
      </div>
      <div className="side-new">
        <NewTicketButton compact={folded} />
      </div>
      {entries.map((entry) => {
        // while the views are on show, the view is the place
        const here = entry.to === '/inbox' ? inInbox && folded : pathname.startsWith(entry.to);
        return (
          <div key={entry.to} className="stack" style={{ gap: 2 }}>
            <Link
              to={entry.to}
              className="side-item"
              title={entry.label}
              aria-current={here ? 'page' : undefined}
            >
              <Icon name={entry.icon} size={18} />
              <span className="label">{entry.label}</span>
              {entry.to === '/notifications' && <NoticeCount />}
            </Link>
            {entry.to === '/inbox' && inInbox && <ViewLinks />}
          </div>
        );
      })}
      <div className="side-foot stack" style={{ gap: 2 }}>
        <button
          type="button"
          className="side-item"
          onClick={onFold}
          title={folded ? t('nav.unfold') : t('nav.fold')}
          aria-expanded={!folded}
        >
          <Icon name="sidebar" size={18} />
          <span className="label">{folded ? t('nav.unfold') : t('nav.fold')}</span>
        </button>
        <UserMenu />
      </div>
    </nav>
  );
}

function ViewLinks() {
  const { t } = useTranslation();
  const { builtIn, saved, current } = useViews();
  const numbers = useViewNumbers();
  const link = (view: { id: string; label: string }) => {
    const number = numbers.get(view.id);
    return (
      <Link
        key={view.id}
        to={`/inbox/${view.id}`}
        className="side-item view"
        title={number ? t('views.with_count', { view: view.label, count: number.words }) : view.label}
        aria-current={view.id === current ? 'page' : undefined}
      >
        <span className="label cut">{view.label}</span>
        {number && (
          <>
            <span className={number.none ? 'side-count none' : 'side-count'} aria-hidden="true">
              {number.text}
            </span>
            <span className="sr">{number.words}</span>
          </>
        )}
      </Link>
    );
  };
  return (
    <>
      {builtIn.map(link)}
      <div className="side-head">
        {t('views.saved')}
        <Link to="/views/new" className="side-add" aria-label={t('views.new')} title={t('views.new')}>
          <Icon name="plus" size={14} />
        </Link>
      </div>
      {saved.map(link)}
    </>
  );
}
