import { useTranslation } from 'react-i18next';
import { useNames } from '../shared/config.ts';
import { textIfAny } from '../shared/i18n.ts';
import type { Notice } from './queries.ts';

/** What a notification says, in a sentence. */
export function useNoticeWords(): (notice: Notice) => string {
  const { t } = useTranslation();
  const names = useNames();
  return ({ kind, actor, obligation }) => {
    const who = actor.name ?? t(`notice.by_${actor.kind}`);
    const owed = obligation === null ? '' : names.obligation(obligation);
    return textIfAny(`notice.${kind}`, { actor: who, obligation: owed }) ?? t('notice.other', { actor: who });
  };
}
