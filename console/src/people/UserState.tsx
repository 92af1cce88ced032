import { useTranslation } from 'react-i18next';
import type { StaffUser } from './queries.ts';

/** Whether somebody can sign in, in a word. */
export function UserState({ user }: { user: StaffUser }) {
  const { t } = useTranslation();
  if (user.locked) return <span className="pill red">{t('people.locked')}</span>;
  if (user.state === 'active') return <span className="pill green">{t('user_state.active')}</span>;
  if (user.state === 'invited') return <span className="pill amber">{t('user_state.invited')}</span>;
  return <span className="pill">{t('user_state.deactivated')}</span>;
}
