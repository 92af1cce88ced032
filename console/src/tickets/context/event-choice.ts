import { useTranslation } from 'react-i18next';
import { useEntries } from '../../shared/config.ts';
import { textIfAny } from '../../shared/i18n.ts';
import { useLocalText } from '../../shared/local-text.ts';
import type { FullTicket } from '../queries.ts';
import type { TimelineEntry } from './event-sentence.ts';
import { useKnownNames } from './known-names.ts';

/** How somebody on duty was chosen for a ticket, and who was passed over and why; null for what was chosen otherwise. */
export function useEventChoice(ticket: FullTicket): (entry: TimelineEntry) => string | null {
  const { t } = useTranslation();
  const local = useLocalText();
  const known = useKnownNames(ticket);
  const skills = useEntries('skills');
  const skillName = (key: unknown) => {
    const skill = skills.find((each) => each.key === key);
    return skill ? local(skill.value.name) : String(key);
  };
  return ({ kind, data }) => {
    const how = typeof data.by === 'string' ? textIfAny(`chosen.${data.by}`, { load: data.load }) : null;
    if (kind !== 'ticket.assigned' || how === null) return null;
    const asked = Array.isArray(data.skills) ? data.skills.map(skillName) : [];
    const passed = passedIn(data.passed).map(({ user, why }) =>
      t('chosen.passed_person', {
        person: known.user(user) || t('event_change.somebody'),
        why: textIfAny(`passed.${why}`) ?? why,
      }),
    );
    return [
      how,
      ...(asked.length > 0 ? [t('chosen.skills_asked', { skills: asked.join(t('common.comma')) })] : []),
      ...(passed.length > 0 ? [t('chosen.passed', { people: passed.join(t('common.comma')) })] : []),
    ].join(t('chosen.and'));
  };
}

function passedIn(passed: unknown): { user: string; why: string }[] {
  if (!Array.isArray(passed)) return [];
  return passed.filter(
    (each: unknown): each is { user: string; why: string } =>
      typeof each === 'object' && each !== null && 'user' in each && 'why' in each,
  );
}
