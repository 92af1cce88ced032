import { useTranslation } from 'react-i18next';

/** The shape of a list while it is fetched. */
export function ListBones() {
  const { t } = useTranslation();
  return (
    <div className="bones list-bones" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: 10 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div key={at} className="list-bone">
          <div className="bone" style={{ width: `${46 + ((at * 17) % 34)}%` }} />
          <div className="bone" style={{ width: `${28 + ((at * 11) % 24)}%` }} />
        </div>
      ))}
    </div>
  );
}
