import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Due } from '../shared/Due.tsx';
import { textIfAny } from '../shared/i18n.ts';
import { Icon } from '../shared/icons.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { useMe } from '../shared/session.ts';
import type { Arrival } from '../tickets/use-arrival.ts';
import type { Duty } from './queries.ts';

/** Where a duty is fulfilled, and what the page there is told of it; null when it stands on nothing that has a page. */
export function placeOf({ subject, kind }: Duty): { to: string; state: Arrival } | null {
  if (subject.kind === 'internal_complaint') return { to: '/internal-complaints', state: { fulfil: kind } };
  if (subject.number === null) return null;
  const place = subject.kind === 'instruction' ? 'instructions' : 'tickets';
  return { to: `/${place}/${subject.number}`, state: { fulfil: kind } };
}

/** One duty: what, on what, by when. */
export function DutyRow({ duty, here, onProve }: { duty: Duty; here: boolean; onProve: () => void }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const me = useMe();
  const { subject } = duty;
  const place = placeOf(duty);
  const body = (
    <>
      <span className="duty-what">
        <span className="strong cut">{local(duty.name)}</span>
        <span className="soft cut">
          {subject.number !== null && (
            <span className="num muted">
              {subject.kind === 'instruction'
                ? t('instruction.number', { number: subject.number })
                : `#${subject.number}`}{' '}
            </span>
          )}
          {subject.title}
        </span>
      </span>
      <span className="duty-for small muted cut">
        {duty.towards_customer ? t('duties.towards_customer') : t('duties.inside')}
        {duty.owner.user !== null && duty.owner.user.id !== me.user.id && ` · ${duty.owner.user.name}`}
        {duty.owner.user === null && duty.owner.team && ` · ${local(duty.owner.team.name)}`}
      </span>
      <span className="duty-due">
        {duty.state === 'paused' ? (
          <span className="due due-paused">
            <span className="cut">
              <Icon name="pause" size={12} />{' '}
              {t('obligation.paused_for', {
                reasons: duty.paused_for
                  .map((reason) => textIfAny(`pause.${reason}`) ?? reason)
                  .join(t('common.comma')),
              })}
            </span>
          </span>
        ) : (
          <Due dueAt={duty.due_at} startedAt={duty.started_at} full />
        )}
      </span>
    </>
  );
  return (
    <li className={here ? 'duty here' : 'duty'} data-duty={duty.id}>
      {place === null ? (
        <button type="button" className="duty-link" onClick={onProve}>
          {body}
        </button>
      ) : (
        <Link className="duty-link" {...place}>
          {body}
        </Link>
      )}
    </li>
  );
}
