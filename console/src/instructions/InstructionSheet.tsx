import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalText } from '../shared/local-text.ts';
import { useMe } from '../shared/session.ts';
import { useMoment } from '../tickets/print/use-moment.ts';
import type { FullInstruction } from './queries.ts';
import { useStepWords } from './use-step-words.ts';

/** The superior's instruction record on A4: request, own opinion, instruction, carrying out, dissent. */
export function InstructionSheet({ request }: { request: FullInstruction }) {
  const { t } = useTranslation();
  const me = useMe();
  const local = useLocalText();
  const moment = useMoment();
  const words = useStepWords();
  const [printedAt] = useState(() => new Date().toISOString());
  const { instruction } = request;
  const facts: [name: string, value: string | null][] = [
    [t('instruction.kind'), local(request.kind.name)],
    [t('instruction.state'), t(`instruction_state.${request.state}`)],
    [t('instruction.asked_by'), `${request.asked_by.name}, ${moment(request.asked_at)}`],
    [t('instruction.addressee'), request.addressee.name],
    [t('instruction.skipped'), request.skipped.map((each) => each.name).join(t('common.comma')) || null],
    [t('instruction.urgent_reason'), request.urgent_reason],
    [t('instruction.ticket'), request.ticket && `#${request.ticket.number} ${request.ticket.subject}`],
  ];
  return (
    <article className="case-sheet">
      <header className="case-head">
        <div className="row">
          <strong className="grow">{me.organisation}</strong>
          <span>{t('instruction.record')}</span>
        </div>
        <h2>{t('instruction.title', { number: request.number, kind: local(request.kind.name) })}</h2>
      </header>
      <dl className="case-facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <Part title={t('instruction.facts')} text={request.facts} />
      <Part title={t('instruction.opinion')} text={request.opinion} />
      {instruction && (
        <Part title={t('instruction.in_force')} text={instruction.text}>
          {t(instruction.verbal ? 'instruction.said_by' : 'instruction.given_by', {
            name: instruction.given_by.name,
            at: moment(instruction.given_at),
          })}
        </Part>
      )}
      <section className="case-part">
        <h3>{t('instruction.course')}</h3>
        <table className="case-timeline">
          <tbody>
            {request.steps.map((step) => (
              <tr key={step.id}>
                <td className="num">{moment(step.at)}</td>
                <td>
                  {words(step)}
                  {step.text && <div className="written">{step.text}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <footer className="case-foot">
        <div className="case-signature">{t('instruction.sign_asker')}</div>
        <div className="case-signature">{t('instruction.sign_superior')}</div>
        <p className="small">{t('case_sheet.printed', { name: me.user.name, when: moment(printedAt) })}</p>
      </footer>
    </article>
  );
}

function Part({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <section className="case-part">
      <h3>{title}</h3>
      <p className="written">{text}</p>
      {children && <p className="small">{children}</p>}
    </section>
  );
}
