import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import { type Mailbox, mailboxesQuery } from './queries.ts';

const MailboxDialog = lazy(() => import('./MailboxDialog.tsx'));
const FormDialog = lazy(() => import('../shared/Dialog.tsx').then((m) => ({ default: m.FormDialog })));

/** The mailboxes: where mail comes from, how it leaves, and what is wrong with them. */
export default function MailboxesView() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [editing, setEditing] = useState<string | 'new' | null>(null);
  const [removing, setRemoving] = useState<Mailbox | null>(null);
  const mailboxes = useQuery(mailboxesQuery);
  const edited = mailboxes.data?.find((mailbox) => mailbox.id === editing);
  const remove = useMutation({
    mutationFn: (id: string) => call('removeMailbox', { params: { id } }),
    onSuccess: () => {
      setRemoving(null);
      void client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
      toast(t('settings.removed'));
    },
  });
  return (
    <Page
      title={t('section.mailboxes')}
      actions={
        <Button type="primary" icon={<Icon name="plus" />} onClick={() => setEditing('new')}>
          {t('mailbox.add')}
        </Button>
      }
    >
      <div className="stack medium" style={{ gap: 16 }}>
        <p className="soft">{t('section_help.mailboxes')}</p>
        {mailboxes.isPending && <Bones lines={3} />}
        {mailboxes.isLoadingError && <Broken error={mailboxes.error} retry={mailboxes.refetch} />}
        {mailboxes.data && (
          <ul className="entry-list">
            {mailboxes.data.map((mailbox) => (
              <li key={mailbox.id} className="entry">
                <button type="button" className="bare entry-main" onClick={() => setEditing(mailbox.id)}>
                  <span className="strong break">{mailbox.address}</span>
                  <span className="small soft entry-summary">
                    {mailbox.name} · {t(`mail_way.${mailbox.receive.way}`)} ·{' '}
                    {t(`mail_way.${mailbox.send.way}`)}
                  </span>
                  {mailbox.fetching?.error && (
                    <span className="small due-late entry-summary">{mailbox.fetching.error}</span>
                  )}
                </button>
                <span className="row small entry-side wrap">
                  {mailbox.catch_all && <span className="pill accent">{t('mailbox.catches_all')}</span>}
                  {!mailbox.active && <span className="pill">{t('common.inactive')}</span>}
                  {!mailbox.catch_all && (
                    <button type="button" className="link" onClick={() => setRemoving(mailbox)}>
                      {t('common.remove')}
                    </button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Suspense fallback={null}>
        {editing === 'new' && <MailboxDialog onClose={() => setEditing(null)} />}
        {edited && <MailboxDialog key={edited.etag} mailbox={edited} onClose={() => setEditing(null)} />}
        {removing && (
          <FormDialog
            title={t('mailbox.remove', { address: removing.address })}
            lead={t('mailbox.remove_lead')}
            action={t('common.remove')}
            danger
            busy={remove.isPending}
            onSubmit={() => remove.mutate(removing.id)}
            onClose={() => setRemoving(null)}
          />
        )}
      </Suspense>
    </Page>
  );
}
