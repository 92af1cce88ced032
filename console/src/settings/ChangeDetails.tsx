import { useTranslation } from 'react-i18next';
import { differences } from '../shared/differences.ts';

/** What differs between a setting before and after, leaf by leaf. */
export function ChangeDetails({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation();
  return (
    <div
      className="table-wrap"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <table className="table inset">
        <thead>
          <tr>
            <th scope="col">{t('settings.what')}</th>
            <th scope="col">{t('settings.before')}</th>
            <th scope="col">{t('settings.after')}</th>
          </tr>
        </thead>
        <tbody>
          {differences(before, after).map((difference) => (
            <tr key={difference.path}>
              <td className="mono">{difference.path}</td>
              <td className="break">{difference.before ?? '–'}</td>
              <td className="break">{difference.after ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
