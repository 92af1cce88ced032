import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { addressOf } from './result-filter.ts';

/** How to ask, by examples that can be tried. */
export function SearchHelp() {
  const { t } = useTranslation();
  const examples = [
    [t('search.words_example'), t('search.words_means')],
    [t('search.phrase_example'), t('search.phrase_means')],
    [t('search.without_example'), t('search.without_means')],
    [t('search.from_example'), t('search.from_means')],
    [t('search.tag_example'), t('search.tag_means')],
    [t('search.subject_example'), t('search.subject_means')],
    [t('search.status_example'), t('search.status_means')],
    [t('search.before_example'), t('search.before_means')],
    [t('search.after_example'), t('search.after_means')],
    [t('search.number_example'), t('search.number_means')],
  ] as const;
  return (
    <div className="search-help">
      <h2>{t('search.how')}</h2>
      <dl>
        {examples.map(([example, meaning]) => (
          <div key={example}>
            <dt>
              <Link to={addressOf({ q: example })}>
                <code>{example}</code>
              </Link>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="help">{t('search.what')}</p>
    </div>
  );
}
