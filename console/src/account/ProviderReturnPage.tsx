import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { call, problemOf } from '../shared/api.ts';
import { problemText } from '../shared/problem.ts';
import { Bones } from '../shared/States.tsx';
import type { Me } from '../shared/session.ts';
import { AuthFrame } from './AuthFrame.tsx';
import { takeTarget, tellConfirmed } from './provider-visit.ts';
import { type Factors, SecondStep } from './SecondStep.tsx';
import { safeTarget, welcomed } from './welcome.ts';

/** Where providers send browsers back to: finishes the sign-in, or the proof that it is still you. */
export default function ProviderReturnPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const [second, setSecond] = useState<Factors | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const begun = useRef(false);

  const welcome = (me: Me) => {
    welcomed(client, me);
    navigate(safeTarget(takeTarget()), { replace: true });
  };
  // once: what the provider gave is good for one time
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    call('finishVisit', { body: { query: location.search.slice(1) } }).then(
      ({ me }) => {
        if (me) return welcome(me);
        setConfirmed(true);
        tellConfirmed();
      },
      (error: unknown) => {
        const needed = problemOf(error)?.code === 'second_factor_needed' && problemOf(error)?.current;
        if (needed) setSecond(needed as Factors);
        else setProblem(problemText(error));
      },
    );
  });
  const byPasskey = async () => {
    const { askForPasskey } = await import('./webauthn.ts');
    const { options } = await call('passkeyOptions', {});
    const response = await askForPasskey(options);
    if (response) welcome(await call('signInWithPasskey', { body: { response } }));
  };

  if (second)
    return (
      <AuthFrame title={t('auth.second_step')} lead={t('auth.second_step_provider')}>
        <SecondStep
          factors={second}
          onPasskey={byPasskey}
          onSignedIn={welcome}
          onBack={() => navigate('/login', { replace: true })}
        />
      </AuthFrame>
    );
  return (
    <AuthFrame title={t('auth.sign_in')}>
      {confirmed && <p className="soft">{t('confirm.close_window')}</p>}
      {problem && (
        <>
          <p role="alert">{problem}</p>
          <Link to="/login">{t('auth.begin_again')}</Link>
        </>
      )}
      {!confirmed && !problem && <Bones lines={3} />}
    </AuthFrame>
  );
}
