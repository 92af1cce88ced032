import type { SectionName } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useFormat } from '../shared/format.ts';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { ChangeDetails } from './ChangeDetails.tsx';

interface HistoryDrawerProps {
  section: SectionName;
  entryKey: string;
  title: string;
  onClose: () => void;
}

/** Who changed an entry and when, before and after. */
export function HistoryDrawer({ section, entryKey, title, onClose }: HistoryDrawerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['configuration', 'history', section, entryKey],
    queryFn: async () => (await call('configHistory', { params: { section, key: entryKey } })).items,
  });
  return (
    <Drawer
      open
      size={560}
      title={t('settings.history_of', { name: title })}
      onClose={onClose}
      destroyOnHidden
    >
      {error && <Broken error={error} retry={refetch} />}
      {!data && !error && <Bones />}
      {data?.length === 0 && <Empty icon="history" title={t('settings.never_changed')} />}
      <ol className="stack" style={{ gap: 20 }}>
        {data?.map((change) => (
          <li key={change.at} className="stack" style={{ gap: 6 }}>
            <div className="row">
              <span className="strong">{change.actor}</span>
              <span className="muted num small">{format.dateTime(change.at)}</span>
            </div>
            <ChangeDetails before={change.before} after={change.after} />
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
