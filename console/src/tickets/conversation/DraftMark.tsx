import { useTranslation } from 'react-i18next';
import type { DraftState } from './use-drafts.ts';

/** Says quietly where the draft is. */
export function DraftMark({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const words = {
    empty: '',
    saving: t('composer.draft_saving'),
    saved: t('composer.draft_saved'),
    local: t('composer.draft_local'),
    elsewhere: t('composer.draft_elsewhere'),
  };
  return (
    <span
      className={`end small ${state === 'local' || state === 'elsewhere' ? 'due-soon' : 'muted'}`}
      role="status"
    >
      {words[state]}
    </span>
  );
}
