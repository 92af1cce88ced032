import { useTranslation } from 'react-i18next';
import { isGiven } from '../../duties/given-proof.ts';
import { useNow } from '../../shared/clock.ts';
import { useEntries } from '../../shared/config.ts';
import { Due } from '../../shared/Due.tsx';
import { useFormat } from '../../shared/format.ts';
import { textIfAny } from '../../shared/i18n.ts';
import { Icon } from '../../shared/icons.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { useMe } from '../../shared/session.ts';
import { useTicketDialog } from '../actions/dialogs.tsx';
import type { FullTicket, TicketObligation } from '../queries.ts';

/** One obligation with its state and outcome in words; its due time opens its explanation. */
export function ObligationView({ ticket, obligation }: { ticket: FullTicket; obligation: TicketObligation }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const open = useTicketDialog();
  const me = useMe();
  const spec = useEntries('obligations').find((entry) => entry.key === obligation.kind)?.value;
  const mine =
    obligation.owner.user?.id === me.user.id ||
    me.user.teams.some((team) => team === obligation.owner.team?.id);
  const provable = mine && ticket.merged_into === null && isGiven(spec?.proof);
  const running = obligation.state === 'open' || obligation.state === 'paused';
  const owner =
    obligation.owner.user?.name ?? (obligation.owner.team ? local(obligation.owner.team.name) : null);
  return (
    <li className="obligation">
      <div className="row" style={{ alignItems: 'baseline' }}>
        <span className="strong grow">{local(obligation.name)}</span>
        {running && provable && (
          <button
            type="button"
            className="link small"
            onClick={() => open({ kind: 'prove', obligation: obligation.id })}
          >
            {t('proof_given.give')}
          </button>
        )}
        {running && ticket.may.waive && (
          <button
            type="button"
            className="link small"
            onClick={() => open({ kind: 'waive', obligation: obligation.id })}
          >
            {t('obligation.waive')}
          </button>
        )}
        <button
          type="button"
          className="link small"
          onClick={() => open({ kind: 'why', obligation: obligation.id })}
        >
          {t('obligation.why')}
        </button>
      </div>
      {obligation.state === 'open' && (
        <Due dueAt={obligation.due_at} startedAt={obligation.started_at} full />
      )}
      {obligation.state === 'paused' && <PausedWords obligation={obligation} />}
      {!running && <EndWords obligation={obligation} />}
      <div className="small muted cut">
        {owner && t('obligation.owed_by', { name: owner })}
        {obligation.clause && ` · ${t('obligation.clause', { clause: obligation.clause })}`}
      </div>
    </li>
  );
}

/** What it waits for, and what is left. */
export function PausedWords({ obligation }: { obligation: TicketObligation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasons = obligation.paused_for.map((reason) => textIfAny(`pause.${reason}`) ?? reason);
  const left = obligation.remaining_ms;
  return (
    <span className="due due-paused">
      <span>
        <Icon name="pause" size={12} />{' '}
        {t('obligation.paused_for', { reasons: reasons.join(t('common.comma')) })}
        {left !== null && left >= 0 && ` · ${t('obligation.left', { length: format.duration(left) })}`}
        {left !== null && left < 0 && ` · ${t('due.late', { length: format.duration(left) })}`}
      </span>
    </span>
  );
}

const outcomeTone = { kept: 'green', late: 'red', missed: 'red' } as const;

/** How it ended. */
export function EndWords({ obligation }: { obligation: TicketObligation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <span className="row small" style={{ gap: 6 }}>
      {obligation.outcome ? (
        <span className={`pill ${outcomeTone[obligation.outcome]}`}>
          {t(`outcome.${obligation.outcome}`)}
        </span>
      ) : (
        <span className="pill">{t(`obligation_state.${obligation.state}`)}</span>
      )}
      {obligation.done_at && <span className="num muted">{format.when(obligation.done_at, now)}</span>}
    </span>
  );
}
