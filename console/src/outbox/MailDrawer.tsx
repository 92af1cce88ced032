import type { ResponseOf, Routes } from '@shouwen/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress } from '../files/kinds.ts';
import { call } from '../shared/api.ts';
import { useFormat } from '../shared/format.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { Bones, Broken } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import { RichText } from '../tickets/conversation/RichText.tsx';
import { MailMark } from './MailMark.tsx';

type OutboxMail = ResponseOf<Routes['outboxMail']>;

/** One mail as it leaves, with what has happened to it and what can be done about it. */
export function MailDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const mail = useQuery({
    queryKey: ['outbox', 'mail', id],
    queryFn: () => call('outboxMail', { params: { id: id ?? '' } }),
    enabled: id !== null,
  });
  return (
    <Drawer open={id !== null} size={640} title={mail.data?.subject} onClose={onClose} destroyOnHidden>
      {mail.isPending && <Bones />}
      {mail.isLoadingError && <Broken error={mail.error} retry={mail.refetch} />}
      {mail.data && <MailView mail={mail.data} />}
    </Drawer>
  );
}

function MailView({ mail }: { mail: OutboxMail }) {
  const { t } = useTranslation();
  const [part, setPart] = useState<'html' | 'text'>(mail.html === null ? 'text' : 'html');
  return (
    <div className="stack">
      <Happened mail={mail} />
      {mail.may.manage && <WhatToDo mail={mail} />}
      <Addresses mail={mail} />
      {mail.html !== null && (
        <Segmented
          label={t('outbox.part')}
          hideLabel
          value={part}
          options={[
            { value: 'html', label: t('outbox.formatted') },
            { value: 'text', label: t('outbox.plain') },
          ]}
          onChange={setPart}
        />
      )}
      {part === 'html' && mail.html !== null ? (
        <RichText html={mail.html} />
      ) : (
        <div className="prose">{mail.body}</div>
      )}
      {mail.files.some((file) => !file.inline) && (
        <ul className="attachments">
          {mail.files
            .filter((file) => !file.inline)
            .map((file) => (
              <li key={file.id}>
                <a href={fileAddress(file.id)} download={file.name}>
                  {file.name}
                </a>
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}

/** Where it stands, since when, and what the other server said. */
function Happened({ mail }: { mail: OutboxMail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const explained = mail.held ? 'held' : mail.state;
  return (
    <>
      <p>
        <MailMark mail={mail} /> {t(`outbox.explain_${explained}`)}
      </p>
      <dl className="facts">
        {mail.attempts > 0 && (
          <>
            <dt>{t('webhook.attempts')}</dt>
            <dd className="num">{mail.attempts}</dd>
          </>
        )}
        {mail.next_at && (
          <>
            <dt>{t('outbox.next')}</dt>
            <dd className="num">{format.dateTime(mail.next_at)}</dd>
          </>
        )}
        {mail.sent_at && (
          <>
            <dt>{t('outbox.sent')}</dt>
            <dd className="num">{format.dateTime(mail.sent_at)}</dd>
          </>
        )}
        {mail.answer && (
          <>
            <dt>{t('outbox.answer')}</dt>
            <dd className="mono">{mail.answer}</dd>
          </>
        )}
        {mail.decided_by && (
          <>
            <dt>{t('outbox.decided_by')}</dt>
            <dd>{mail.decided_by}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function Addresses({ mail }: { mail: OutboxMail }) {
  const { t } = useTranslation();
  return (
    <dl className="facts">
      <dt>{t('outbox.from')}</dt>
      <dd>{mail.from}</dd>
      <dt>{t('outbox.to')}</dt>
      <dd>{mail.to}</dd>
      {mail.reply_to && (
        <>
          <dt>{t('outbox.reply_to')}</dt>
          <dd>{mail.reply_to}</dd>
        </>
      )}
      {mail.mail_id && (
        <>
          <dt>{t('outbox.mail_id')}</dt>
          <dd className="mono">{mail.mail_id}</dd>
        </>
      )}
      {mail.in_reply_to && (
        <>
          <dt>{t('outbox.in_reply_to')}</dt>
          <dd className="mono">{mail.in_reply_to}</dd>
        </>
      )}
    </dl>
  );
}

/** What somebody has to decide: a held mail is let go, a failed one tried again, and of an unknown one it is said what it was. */
function WhatToDo({ mail }: { mail: OutboxMail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { id: mail.id };
  const act = useMutation({
    mutationFn: (what: 'release' | 'retry' | 'sent' | 'not_sent') => {
      if (what === 'release') return call('releaseMail', { params });
      if (what === 'retry') return call('retryMail', { params });
      return call('decideMail', { params, body: { was: what } });
    },
    onSuccess: (changed) => {
      client.setQueryData(['outbox', 'mail', mail.id], changed);
      void client.invalidateQueries({ queryKey: ['outbox'] });
      toast(t('outbox.done'));
    },
  });
  if (mail.held)
    return (
      <div className="row">
        <Button type="primary" onClick={() => act.mutate('release')} loading={act.isPending}>
          {t('outbox.release')}
        </Button>
      </div>
    );
  if (mail.state === 'failed')
    return (
      <div className="row">
        <Button type="primary" onClick={() => act.mutate('retry')} loading={act.isPending}>
          {t('outbox.retry')}
        </Button>
      </div>
    );
  if (mail.state !== 'unknown') return null;
  return (
    <div className="row wrap">
      <Button onClick={() => act.mutate('sent')} loading={act.isPending}>
        {t('outbox.was_sent')}
      </Button>
      <Button onClick={() => act.mutate('not_sent')} loading={act.isPending}>
        {t('outbox.was_not_sent')}
      </Button>
    </div>
  );
}
