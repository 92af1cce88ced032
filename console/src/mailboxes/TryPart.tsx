import type { BodyOf, MailTrial, Routes } from '@shouwen/api';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { CheckField } from '../shared/fields.tsx';
import { Icon } from '../shared/icons.tsx';
import { problemText } from '../shared/problem.ts';

interface TryPartProps {
  /** what the form says at the moment */
  body: () => BodyOf<Routes['tryMailbox']>;
  ways: { receive: boolean; send: boolean };
}

/** Tries the ways as they stand in the form, and says what works and what does not. */
export function TryPart({ body, ways }: TryPartProps) {
  const { t } = useTranslation();
  const [toMe, setToMe] = useState(false);
  const attempt = useMutation({
    mutationFn: () => call('tryMailbox', { body: { ...body(), send_to_me: toMe } }),
  });
  if (!ways.receive && !ways.send) return null;
  return (
    <div className="stack" style={{ gap: 8 }}>
      {ways.send && <CheckField label={t('mailbox.send_to_me')} value={toMe} onChange={setToMe} />}
      <div>
        <Button loading={attempt.isPending} onClick={() => attempt.mutate()}>
          {t('mailbox.try')}
        </Button>
      </div>
      <div role="status" className="stack" style={{ gap: 8 }}>
        {attempt.error && <p className="field-error">{problemText(attempt.error)}</p>}
        {attempt.data?.receive && <Outcome label={t('mailbox.receive')} trial={attempt.data.receive} />}
        {attempt.data?.send && <Outcome label={t('mailbox.send')} trial={attempt.data.send} />}
      </div>
    </div>
  );
}

function Outcome({ label, trial }: { label: string; trial: MailTrial }) {
  return (
    <div className={trial.ok ? 'banner good' : 'banner bad'}>
      <Icon name={trial.ok ? 'check' : 'warn'} />
      <div className="grow break">
        <span className="strong">{label}</span> · {trial.message}
      </div>
    </div>
  );
}
