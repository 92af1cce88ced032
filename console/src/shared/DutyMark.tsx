import type { DutyState } from '@shouwen/api';
import { useTranslation } from 'react-i18next';

/** Whether somebody is available, away or off, as a mark beside their name. */
export function DutyMark({ state }: { state: DutyState | null }) {
  const { t } = useTranslation();
  if (state === null) return null;
  return (
    <span
      className={`duty-mark ${state}`}
      role="img"
      aria-label={t(`duty.${state}`)}
      title={t(`duty.${state}`)}
    />
  );
}
