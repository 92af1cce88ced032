import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { Icon } from '../shared/icons.tsx';
import { problemText } from '../shared/problem.ts';
import { toast } from '../shared/toasts.tsx';
import type { Mail } from './queries.ts';

const BelongsDialog = lazy(() => import('./BelongsDialog.tsx'));

/** What can be done about a mail that has no ticket, and about who sent it. */
export function MailActions({ mail }: { mail: Mail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [saying, setSaying] = useState(false);
  const changed = () => {
    void client.invalidateQueries({ queryKey: ['mail-journal'] });
    void client.invalidateQueries({ queryKey: ['mail', mail.id] });
    void client.invalidateQueries({ queryKey: ['mail-blocks'] });
  };
  const failed = (error: unknown) => toast(problemText(error), { tone: 'bad' });
  const process = useMutation({
    mutationFn: (as_ordinary: boolean) =>
      call('processMail', { params: { id: mail.id }, body: { as_ordinary } }),
    onSuccess: (after) => {
      changed();
      toast(after.reason ?? t('mail_verdict.pending'));
    },
    onError: failed,
  });
  const block = useMutation({
    mutationFn: (pattern: string) => call('addMailBlock', { body: { pattern } }),
    onSuccess: () => {
      changed();
      toast(t('mail_in.blocked'));
    },
    onError: failed,
  });
  const address = mail.from?.address;
  return (
    <div className="row wrap">
      {mail.ticket === null && (
        <>
          <Button
            type="primary"
            loading={process.isPending}
            onClick={() => process.mutate(mail.state === 'done')}
          >
            {mail.state === 'done' ? t('mail_in.as_ticket') : t('mail_in.process_again')}
          </Button>
          {mail.state === 'done' && (
            <Button icon={<Icon name="refresh" />} onClick={() => process.mutate(false)}>
              {t('mail_in.process_again')}
            </Button>
          )}
          <Button onClick={() => setSaying(true)}>{t('mail_in.belongs')}</Button>
        </>
      )}
      {address && (
        <Button icon={<Icon name="lock" />} loading={block.isPending} onClick={() => block.mutate(address)}>
          {t('mail_in.block_sender')}
        </Button>
      )}
      <Suspense fallback={null}>
        {saying && (
          <BelongsDialog
            mail={mail}
            onDone={() => {
              changed();
              setSaying(false);
            }}
            onClose={() => setSaying(false)}
          />
        )}
      </Suspense>
    </div>
  );
}
