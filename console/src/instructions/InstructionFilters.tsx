import { instructionStates } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../shared/config.ts';
import { useLocalText } from '../shared/local-text.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { boxes, type InstructionFilter } from './queries.ts';

interface FiltersProps {
  filter: InstructionFilter;
  onNarrow: (change: Partial<InstructionFilter>) => void;
}

/** Narrows the requests by whose they are, how they stand, and what they are about. */
export function InstructionFilters({ filter, onNarrow }: FiltersProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const kinds = useEntries('instruction_kinds');
  return (
    <div className="filter-bar instruction-filters">
      <Segmented
        label={t('instruction.whose')}
        hideLabel
        value={filter.box}
        options={boxes.map((box) => ({ value: box, label: t(`instruction.box_${box}`) }))}
        onChange={(box) => onNarrow({ box })}
      />
      <select
        className="native"
        aria-label={t('instruction.state')}
        value={filter.state ?? ''}
        onChange={(event) =>
          onNarrow({ state: instructionStates.find((each) => each === event.target.value) ?? null })
        }
      >
        <option value="">{t('instruction.every_state')}</option>
        {instructionStates.map((each) => (
          <option key={each} value={each}>
            {t(`instruction_state.${each}`)}
          </option>
        ))}
      </select>
      <select
        className="native"
        aria-label={t('instruction.kind')}
        value={filter.kind ?? ''}
        onChange={(event) => onNarrow({ kind: event.target.value || null })}
      >
        <option value="">{t('instruction.every_kind')}</option>
        {kinds.map((each) => (
          <option key={each.key} value={each.key}>
            {local(each.value.name)}
          </option>
        ))}
      </select>
    </div>
  );
}
