import { useTranslation } from 'react-i18next';
import { useNames } from '../shared/config.ts';
import { useFormat } from '../shared/format.ts';
import { textIfAny } from '../shared/i18n.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { useCan } from '../shared/session.ts';
import { dutyGroups } from './groups.ts';
import type { DutyCount } from './queries.ts';
import type { DutyFilter } from './use-filter.ts';

interface FiltersProps {
  filter: DutyFilter;
  /** how many there are of each kind and time */
  counts: readonly DutyCount[];
  onNarrow: (change: Partial<DutyFilter>) => void;
}

/** Kinds that no entry of the configuration names. */
const builtIn = new Set(['consultation', 'internal_complaint']);

/** Narrows the duties by when they are due and by what they are, each choice with how many it holds. */
export function DutyFilters({ filter, counts, onNarrow }: FiltersProps) {
  const { t } = useTranslation();
  const names = useNames();
  const format = useFormat();
  const can = useCan();
  const { when, kind } = filter;
  const sum = (of: (count: DutyCount) => boolean) =>
    format.number(counts.filter(of).reduce((total, { count }) => total + count, 0));
  const ofKind = (count: DutyCount) => kind === null || count.kind === kind;
  const kinds = [...new Set([...counts.map((count) => count.kind), ...(kind === null ? [] : [kind])])].sort();
  const labelled = (label: string, number: string) => t('duties.with_count', { label, number });
  return (
    <div className="duty-filters">
      <Segmented
        label={t('duties.whose')}
        hideLabel
        value={filter.scope ?? ('mine' as const)}
        options={[
          { value: 'mine', label: t('duties.mine') },
          { value: 'first_contact', label: t('duties.first_contact') },
          // whoever may waive leads somebody
          ...(can('obligation.waive') ? [{ value: 'led' as const, label: t('duties.led') }] : []),
        ]}
        onChange={(next) => onNarrow({ scope: next === 'mine' ? null : next, person: null, kind: null })}
      />
      <Segmented
        label={t('duties.when')}
        hideLabel
        value={when ?? 'all'}
        options={[
          { value: 'all', label: labelled(t('duties.all'), sum(ofKind)) },
          ...dutyGroups.map((group) => ({
            value: group,
            label: labelled(
              t(`duty_group.${group}`),
              sum((count) => ofKind(count) && count.when === group),
            ),
          })),
        ]}
        onChange={(next) => onNarrow({ when: next === 'all' ? null : next })}
      />
      <select
        className="native"
        aria-label={t('duties.kind')}
        value={kind ?? ''}
        onChange={(event) => onNarrow({ kind: event.target.value || null })}
      >
        <option value="">{t('duties.every_kind')}</option>
        {kinds.map((each) => (
          <option key={each} value={each}>
            {labelled(
              builtIn.has(each) ? (textIfAny(`duties.${each}`) ?? each) : names.obligation(each),
              sum((count) => count.kind === each && (when === null || count.when === when)),
            )}
          </option>
        ))}
      </select>
    </div>
  );
}
