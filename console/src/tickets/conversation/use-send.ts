import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, idempotencyKey, problemOf } from '../../shared/api.ts';
import { sayProblem } from '../../shared/problem.ts';
import { toast } from '../../shared/toasts.tsx';
import { type FullTicket, useTicketChanged } from '../queries.ts';
import { useComposer } from './composer-state.tsx';
import { isBlank } from './rich-text.ts';
import { useSeen } from './use-seen.ts';

export interface NewerMessage {
  id: string;
  author: string;
  body: string;
  at: string;
}

interface SendOptions {
  status?: string;
  anyway?: boolean;
}

/**
 * Sends what is in the composer. When newer messages came meanwhile the server refuses a reply; they are shown, the draft
 * stays, and `anyway` sends it. A repeated try carries the same key, so nothing is sent twice.
 */
export function useSend(ticket: FullTicket) {
  const { t } = useTranslation();
  const { kind, drafts } = useComposer();
  const changed = useTicketChanged();
  const [sending, setSending] = useState(false);
  const [newer, setNewer] = useState<NewerMessage[] | null>(null);
  const pendingStatus = useRef<string | undefined>(undefined);
  const attempt = useRef<{ of: string; key: string } | null>(null);
  const { seen, arrived, dismiss: read } = useSeen(ticket, isBlank(drafts.reply.html));

  async function send({ status, anyway }: SendOptions = {}): Promise<void> {
    const draft = drafts[kind];
    const wanted = anyway ? pendingStatus.current : status;
    pendingStatus.current = wanted;
    const body = {
      html: draft.html,
      ...(wanted === undefined ? {} : { status: wanted }),
      ...(draft.attachments.length > 0 ? { attachments: draft.attachments.map((file) => file.id) } : {}),
      ...(kind === 'reply' && seen.current ? { last_seen_message: seen.current } : {}),
      ...(anyway ? { anyway } : {}),
    };
    const of = JSON.stringify([kind, body]);
    if (attempt.current?.of !== of) attempt.current = { of, key: idempotencyKey() };
    setSending(true);
    const params = { number: ticket.number };
    const once = { idempotencyKey: attempt.current.key };
    try {
      if (!(await drafts.settle(kind))) return; // another window has written on it: choose first
      const waits =
        kind === 'reply'
          ? (await call('queueReply', { params, body }, once)).pending
          : (await call('addMessage', { params, body: { kind, ...body } }, once)) && null;
      attempt.current = null;
      setNewer(null);
      drafts.sent(kind);
      // one that waits is shown where it will stand, with what can still be done about it
      if (!waits) toast(kind === 'reply' ? t('composer.reply_sent') : t('composer.note_saved'));
      changed(ticket.number);
    } catch (error) {
      const problem = problemOf(error);
      if (problem?.status === 409 && problem.code === 'newer_messages') {
        const shown = newerIn(problem.current);
        setNewer(shown);
        read();
        // they are on screen now: the next attempt takes them into account
        seen.current = shown.at(-1)?.id ?? seen.current;
        changed(ticket.number);
      } else sayProblem(error);
      drafts.change(kind, {}); // kept on as a draft
    } finally {
      setSending(false);
    }
  }
  const dismiss = () => {
    setNewer(null);
    read();
  };
  return { send, sending, newer, arrived, dismiss };
}

function newerIn(current: unknown): NewerMessage[] {
  if (typeof current !== 'object' || current === null || !('messages' in current)) return [];
  return Array.isArray(current.messages) ? current.messages.filter(isNewer) : [];
}

function isNewer(value: unknown): value is NewerMessage {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'author' in value &&
    'body' in value &&
    'at' in value
  );
}
