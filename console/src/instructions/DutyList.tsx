import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { Due } from '../shared/Due.tsx';
import { useLocalText } from '../shared/local-text.ts';
import '../tickets/context/context.css';
import { EndWords, PausedWords } from '../tickets/context/ObligationView.tsx';
import type { FullInstruction } from './queries.ts';

const ExplanationDrawer = lazy(() => import('../tickets/actions/ExplanationDrawer.tsx'));

/** What is and was owed on a request, each with its explanation. */
export function DutyList({ request }: { request: FullInstruction }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const [explained, setExplained] = useState<string | null>(null);
  const { number } = request;
  const one = request.obligations.find((each) => each.id === explained);
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h2>{t('obligation.title')}</h2>
      <ul className="stack" style={{ gap: 12 }}>
        {request.obligations.map((each) => (
          <li key={each.id} className="obligation">
            <div className="row">
              <span className="strong grow">{local(each.name)}</span>
              <button type="button" className="link small" onClick={() => setExplained(each.id)}>
                {t('obligation.why')}
              </button>
            </div>
            {each.state === 'open' && <Due dueAt={each.due_at} startedAt={each.started_at} full />}
            {each.state === 'paused' && <PausedWords obligation={each} />}
            {each.state !== 'open' && each.state !== 'paused' && <EndWords obligation={each} />}
            {each.owner.user && (
              <div className="small muted">{t('obligation.owed_by', { name: each.owner.user.name })}</div>
            )}
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {one && (
          <ExplanationDrawer
            name={local(one.name)}
            queryKey={['instructions', 'explain', number, one.id]}
            fetch={() => call('explainInstructionDuty', { params: { number, duty: one.id } })}
            onClose={() => setExplained(null)}
          />
        )}
      </Suspense>
    </section>
  );
}
