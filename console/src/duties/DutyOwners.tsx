import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';
import type { DutyOwner } from './queries.ts';

interface DutyOwnersProps {
  owners: readonly DutyOwner[];
  /** id of the person whose duties are shown; null for everybody's */
  chosen: string | null;
  onChoose: (person: string | null) => void;
}

/** For leaders: who owes how much, and how much of it is overdue. A person opens what he or she owes. */
export function DutyOwners({ owners, chosen, onChoose }: DutyOwnersProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const format = useFormat();
  return (
    <section className="duty-owners" aria-label={t('duties.by_person')}>
      {owners.map(({ user, team, running, overdue }) => {
        const name = user?.name ?? (team ? local(team.name) : '');
        const numbers = (
          <>
            <span className="num">{format.number(running)}</span>
            {overdue > 0 && (
              <span className="num due-late">
                {t('duties.overdue_of', { number: format.number(overdue) })}
              </span>
            )}
          </>
        );
        if (user === null)
          return (
            <span key={team?.id} className="duty-owner">
              <span className="cut">{name}</span> {numbers}
            </span>
          );
        return (
          <button
            key={user.id}
            type="button"
            className="duty-owner"
            aria-pressed={chosen === user.id}
            onClick={() => onChoose(chosen === user.id ? null : user.id)}
          >
            <span className="cut">{name}</span> {numbers}
          </button>
        );
      })}
    </section>
  );
}
