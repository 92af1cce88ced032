import { useTranslation } from 'react-i18next';
import { DutyMark } from '../shared/DutyMark.tsx';
import { useDuty } from '../shared/duty.ts';
import { Face } from '../shared/Face.tsx';
import { useLookers } from '../shared/presence.ts';

/** Who else has this ticket open, and who is writing: said before two answer at once. */
export function Lookers({ number }: { number: number }) {
  const { t } = useTranslation();
  const people = useLookers(number);
  const duty = useDuty();
  if (people.length === 0) return null;
  const typing = people.filter((person) => person.typing).map((person) => person.name);
  const names = people.map((person) => person.name).join(t('common.comma'));
  return (
    <span className="lookers" role="status" title={t('ticket.also_here', { names })}>
      {people.slice(0, 3).map((person) => (
        <span key={person.id} className="row">
          <Face name={person.name} id={person.id} size={20} />
          <DutyMark state={duty(person.id)} />
        </span>
      ))}
      <span className={typing.length > 0 ? 'small due-soon cut' : 'small muted cut'}>
        {typing.length > 0
          ? t('ticket.typing', { names: typing.join(t('common.comma')) })
          : t('ticket.also_here', { names })}
      </span>
    </span>
  );
}
