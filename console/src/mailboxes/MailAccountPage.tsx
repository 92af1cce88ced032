import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { call } from '../shared/api.ts';
import { Page } from '../shared/Page.tsx';
import { problemText } from '../shared/problem.ts';
import { Bones } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import { mailboxesQuery } from './queries.ts';

/** Where a provider sends the browser back after it was asked for leave to read or send mail. */
export default function MailAccountPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const begun = useRef(false);
  // once: what the provider gave is good for one time
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const given = new URLSearchParams(location.search);
    const [state, code] = [given.get('state'), given.get('code')];
    if (!state || !code) {
      setProblem(given.get('error_description') ?? given.get('error') ?? t('mailbox.no_leave'));
      return;
    }
    call('finishMailVisit', { body: { state, code } }).then(
      () => {
        void client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
        toast(t('mailbox.connected'));
        navigate('/settings/mailboxes', { replace: true });
      },
      (error: unknown) => setProblem(problemText(error)),
    );
  }, [client, navigate, t]);
  return (
    <Page title={t('section.mailboxes')}>
      {problem ? (
        <div className="stack medium" style={{ gap: 12 }}>
          <p role="alert">{problem}</p>
          <Link to="/settings/mailboxes">{t('mailbox.back')}</Link>
        </div>
      ) : (
        <Bones lines={3} />
      )}
    </Page>
  );
}
