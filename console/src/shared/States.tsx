import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasStatus } from './api.ts';
import { Icon, type IconName } from './icons.tsx';
import { problemText } from './problem.ts';

interface EmptyProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** A place with nothing in it: what would be here, and how to get it. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      <Icon name={icon} size={28} />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && <div className="row">{action}</div>}
    </div>
  );
}

/** What is shown while something is fetched: its rough shape, never a spinner. */
export function Bones({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation();
  const widths = [72, 48, 90, 60, 80, 40];
  return (
    <div className="bones" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <div key={at} className="bone" style={{ width: `${widths[at % widths.length]}%` }} />
      ))}
    </div>
  );
}

/** What is shown when something could not be fetched: why, and a way on. */
export function Broken({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  if (hasStatus(error, 403))
    return (
      <Empty icon="lock" title={t('state.forbidden')}>
        {t('state.forbidden_help')}
      </Empty>
    );
  if (hasStatus(error, 404))
    return (
      <Empty icon="search" title={t('state.not_found')}>
        {t('state.not_found_help')}
      </Empty>
    );
  return (
    <Empty
      icon="warn"
      title={hasStatus(error, 0) ? t('state.no_connection') : t('state.broken')}
      action={retry && <Button onClick={retry}>{t('common.try_again')}</Button>}
    >
      {problemText(error)}
    </Empty>
  );
}
