import { useTranslation } from 'react-i18next';
import { textIfAny } from '../../shared/i18n.ts';

/** Why a clock was paused, in words; a reason that has none is shown as it is. */
export function useReasonText(): (reason: string) => string {
  useTranslation();
  return (reason) => textIfAny(`pause.${reason}`) ?? reason;
}
