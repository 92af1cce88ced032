import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../shared/format.ts';
import { InstructionMark } from './InstructionMark.tsx';
import type { FullInstruction } from './queries.ts';

/** What was asked and how it stands: facts, the asker's opinion, the instruction in force. */
export function InstructionFacts({ request }: { request: FullInstruction }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { instruction } = request;
  return (
    <section className="stack" style={{ gap: 12 }} aria-label={t('instruction.one')}>
      <div className="row wrap">
        <InstructionMark request={request} />
        {request.dissent !== 'none' && <span className="pill">{t(`dissent.${request.dissent}`)}</span>}
      </div>
      <dl className="facts">
        <dt>{t('instruction.asked_by')}</dt>
        <dd>
          {request.asked_by.name}, <span className="num">{format.dateTime(request.asked_at)}</span>
          {request.asker.id !== request.asked_by.id &&
            ` · ${t('instruction.carried_on_by', { name: request.asker.name })}`}
        </dd>
        <dt>{t('instruction.addressee')}</dt>
        <dd>{request.addressee.name}</dd>
        {request.skipped.length > 0 && (
          <>
            <dt>{t('instruction.skipped')}</dt>
            <dd>
              {request.skipped.map((each) => each.name).join(t('common.comma'))}
              {request.urgent_reason && <div className="soft">{request.urgent_reason}</div>}
            </dd>
          </>
        )}
        {request.ticket && (
          <>
            <dt>{t('instruction.ticket')}</dt>
            <dd>
              <Link to={`/tickets/${request.ticket.number}`}>
                <span className="num">#{request.ticket.number}</span> {request.ticket.subject}
              </Link>
            </dd>
          </>
        )}
      </dl>
      <Written title={t('instruction.facts')} text={request.facts} />
      <Written title={t('instruction.opinion')} text={request.opinion} />
      {instruction && (
        <Written title={t('instruction.in_force')} text={instruction.text} strong>
          {t(instruction.verbal ? 'instruction.said_by' : 'instruction.given_by', {
            name: instruction.given_by.name,
            at: format.dateTime(instruction.given_at),
          })}
          {instruction.carry_out_by &&
            ` · ${t('instruction.to_carry_out_by', { at: format.dateTime(instruction.carry_out_by) })}`}
          {instruction.verbal && !instruction.confirmed_at && ` · ${t('instruction.unconfirmed')}`}
        </Written>
      )}
    </section>
  );
}

interface WrittenProps {
  title: string;
  text: string;
  strong?: boolean;
  children?: ReactNode;
}

function Written({ title, text, strong = false, children }: WrittenProps) {
  return (
    <div className={strong ? 'instruction-text strong-text' : 'instruction-text'}>
      <h2>{title}</h2>
      <p className="written">{text}</p>
      {children && <p className="small muted">{children}</p>}
    </div>
  );
}
