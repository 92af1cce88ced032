import type { RolloutPreview } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';

type Sampled = RolloutPreview['sample'][number]['obligations'][number];

/** Some of the tickets that would change, before and after. */
export function RolloutSample({ sample }: Pick<RolloutPreview, 'sample'>) {
  const { t } = useTranslation();
  const local = useLocalText();
  if (sample.length === 0) return null;
  return (
    <div
      className="table-wrap"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('open_work.ticket')}</th>
            <th scope="col">{t('open_work.what')}</th>
            <th scope="col">{t('open_work.before')}</th>
            <th scope="col">{t('open_work.after')}</th>
          </tr>
        </thead>
        <tbody>
          {sample.flatMap(({ number, subject, obligations }) =>
            obligations.map((each, index) => (
              <tr key={`${number}-${each.kind}-${each.before?.due_at}`}>
                <td>{index === 0 && <Link to={`/tickets/${number}`}>{`#${number} ${subject}`}</Link>}</td>
                <td>{local(each.name)}</td>
                <td className="num">
                  <StandingText standing={each.before} />
                </td>
                <td className="num">
                  <StandingText standing={each.after} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

function StandingText({ standing }: { standing: Sampled['before'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (standing === null) return <>{t('open_work.not_owed')}</>;
  return <>{standing.due_at ? format.dateTime(standing.due_at) : t(`obligation_state.${standing.state}`)}</>;
}
