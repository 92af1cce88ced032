import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useNow } from '../../shared/clock.ts';
import { Due } from '../../shared/Due.tsx';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import { useMe } from '../../shared/session.ts';
import { useTicketDialog } from '../actions/dialogs.tsx';
import { useTicketAction } from '../actions/use-action.ts';
import type { FullTicket } from '../queries.ts';
import { Section } from './Section.tsx';

/** Who was asked to help, by when, and whether they answered. */
export function ConsultationsSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const me = useMe();
  const format = useFormat();
  const now = useNow();
  const open = useTicketDialog();
  const { number } = ticket;
  const withdraw = useTicketAction(number, (id: string) =>
    call('withdrawConsultation', { params: { number, consultation_id: id } }),
  );
  const editable = ticket.may.write && ticket.merged_into === null;
  if (ticket.consultations.length === 0) return null;
  return (
    <Section
      name="consultations"
      count={ticket.consultations.length}
      title={t('consult.title')}
      action={
        editable && (
          <button type="button" className="link small" onClick={() => open({ kind: 'consult' })}>
            <Icon name="plus" size={13} /> {t('consult.ask')}
          </button>
        )
      }
    >
      <ul className="stack" style={{ gap: 10 }}>
        {ticket.consultations.map((one) => (
          <li key={one.id} className="stack" style={{ gap: 2 }}>
            <div className="row small">
              <span className="strong cut grow">{one.asked.name || one.asked.email}</span>
              <span className={one.state === 'answered' ? 'pill green' : 'pill'}>
                {t(`consult_state.${one.state}`)}
              </span>
            </div>
            <p className="small soft consult-question">{one.question}</p>
            <span className="small muted">
              {t('consult.asked_by', { name: one.asked_by.name, when: format.when(one.asked_at, now) })}
            </span>
            {one.state === 'open' && (
              <>
                {one.due_at && <Due dueAt={one.due_at} startedAt={one.asked_at} />}
                <span className="row small">
                  {one.asked.id === me.user.id && (
                    <button
                      type="button"
                      className="link"
                      onClick={() => open({ kind: 'answer', consultation: one.id })}
                    >
                      {t('consult.answer')}
                    </button>
                  )}
                  {editable && (
                    <button type="button" className="link" onClick={() => withdraw.mutate(one.id)}>
                      {t('consult.withdraw')}
                    </button>
                  )}
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
