import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, problemOf } from '../../shared/api.ts';
import { sayProblem } from '../../shared/problem.ts';
import { type FullTicket, useTicketChanged } from '../queries.ts';
import type { Pending } from './use-pending.ts';

/** A colleague looks at a reply before it leaves: releases it, or gives it back with a word. */
export function ReleaseForm({ ticket, reply }: { ticket: FullTicket; reply: Pending }) {
  const { t } = useTranslation();
  const changed = useTicketChanged();
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [overtaken, setOvertaken] = useState(false);
  async function decide(release: boolean) {
    setBusy(true);
    try {
      await call('releaseReply', {
        params: { number: reply.thread, id: reply.id },
        body: {
          release,
          ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
          ...(overtaken ? { anyway: true } : {}),
        },
      });
    } catch (error) {
      if (problemOf(error)?.code === 'newer_messages') setOvertaken(true);
      else sayProblem(error);
    } finally {
      setBusy(false);
      changed(ticket.number);
    }
  }
  return (
    <div className="release-form">
      {overtaken && (
        <p className="small due-soon" role="alert">
          {t('pending.overtaken')}
        </p>
      )}
      <Input
        value={comment}
        aria-label={t('pending.comment')}
        placeholder={t('pending.comment')}
        onChange={(event) => setComment(event.target.value)}
      />
      <Button disabled={busy} onClick={() => void decide(false)}>
        {t('pending.give_back')}
      </Button>
      <Button type="primary" disabled={busy} onClick={() => void decide(true)}>
        {overtaken ? t('pending.release_anyway') : t('pending.release')}
      </Button>
    </div>
  );
}
