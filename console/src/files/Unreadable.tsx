import { useTranslation } from 'react-i18next';
import { problemOf } from '../shared/api.ts';
import { Broken, Empty } from '../shared/States.tsx';

/** In place of a file that cannot be shown: why, and that it can still be had. */
export function Unreadable({ error }: { error?: unknown }) {
  const { t } = useTranslation();
  if (problemOf(error)) return <Broken error={error} />;
  return (
    <Empty icon="file" title={t('file.unreadable')}>
      {t('file.unreadable_help')}
    </Empty>
  );
}
