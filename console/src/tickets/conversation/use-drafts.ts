import type { ResponseOf, Routes } from '@shouwen/api';
import { createClient } from '@shouwen/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../../shared/api.ts';
import { useMe } from '../../shared/session.ts';
import type { ComposerKind } from './composer-state.tsx';
import { forgetLocally, keepLocally, keptLocally } from './local-drafts.ts';
import { forEditor, isBlank } from './rich-text.ts';

export type Attachment = ResponseOf<Routes['uploadFile']>;
export interface Draft {
  /** as the editor has it */
  html: string;
  attachments: Attachment[];
}
/** Where the draft stands: on the server, on its way there, or so far only on this machine. */
export type DraftState = 'empty' | 'saving' | 'saved' | 'local';
export interface Drafts {
  reply: Draft;
  note: Draft;
  state: Record<ComposerKind, DraftState>;
  change(kind: ComposerKind, change: Partial<Draft>): void;
  /** before sending: what is on its way to the server has arrived, and nothing follows it */
  settle(kind: ComposerKind): Promise<void>;
  /** after sending: the server has discarded it */
  sent(kind: ComposerKind): void;
  /** takes over what the server keeps by now, after `work` there has changed it; what is typed is kept before */
  reload(kind: ComposerKind, work: () => Promise<unknown>): Promise<void>;
}

const none: Draft = { html: '', attachments: [] };
const pause = 700;
const retryAfter = 5_000;
// the page is going away: the browser finishes this call without it
const lastCall = createClient({ fetch: (input, init) => fetch(input, { ...init, keepalive: true }) });

/**
 * The drafts of a ticket, kept on the server while one types. What the server has not confirmed yet is also kept on this
 * machine, so that a lost connection or a closed tab loses nothing.
 */
export function useDrafts(number: number): Drafts {
  const me = useMe();
  const client = useQueryClient();
  const key = `${me.user.id}:${number}`;
  const queryKey = useMemo(() => ['draft', number], [number]);
  const stored = useQuery({
    queryKey,
    queryFn: async () => (await call('getDraft', { params: { number } })).drafts,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [drafts, setDrafts] = useState<Record<ComposerKind, Draft>>({ reply: none, note: none });
  const [state, setState] = useState<Record<ComposerKind, DraftState>>({ reply: 'empty', note: 'empty' });
  const latest = useRef(drafts);
  const unsaved = useRef<Partial<Record<ComposerKind, number>>>({});
  const underWay = useRef<Partial<Record<ComposerKind, Promise<unknown>>>>({});
  latest.current = drafts;

  const save = useCallback(
    async (kind: ComposerKind) => {
      const draft = latest.current[kind];
      delete unsaved.current[kind];
      setState((before) => ({ ...before, [kind]: 'saving' }));
      const saving = call('saveDraft', { params: { number }, body: bodyOf(kind, draft) });
      underWay.current[kind] = saving.catch(() => undefined);
      try {
        await saving;
        if (latest.current[kind] !== draft) return;
        forgetLocally(key, kind);
        setState((before) => ({ ...before, [kind]: isEmpty(draft) ? 'empty' : 'saved' }));
      } catch {
        // stays on this machine and is tried again; the composer says so
        setState((before) => ({ ...before, [kind]: 'local' }));
        unsaved.current[kind] ??= window.setTimeout(() => void save(kind), retryAfter);
      }
    },
    [number, key],
  );

  // what the server keeps, and over it what only this machine kept, unless one is typing already
  useEffect(() => {
    if (!stored.data) return;
    for (const kind of ['reply', 'note'] as const) {
      if (unsaved.current[kind] !== undefined || !isEmpty(latest.current[kind])) continue;
      const local = keptLocally(key, kind);
      const found = local ?? stored.data.map(asDraft).find((each) => each.kind === kind);
      if (!found) continue;
      setDrafts((before) => ({ ...before, [kind]: { html: found.html, attachments: found.attachments } }));
      setState((before) => ({ ...before, [kind]: local ? 'local' : 'saved' }));
      if (local) unsaved.current[kind] = window.setTimeout(() => void save(kind), pause);
    }
  }, [stored.data, key, save]);

  const change = useCallback(
    (kind: ComposerKind, changes: Partial<Draft>) => {
      const next = { ...latest.current[kind], ...changes };
      latest.current = { ...latest.current, [kind]: next };
      setDrafts(latest.current);
      keepLocally(key, kind, next);
      window.clearTimeout(unsaved.current[kind]);
      unsaved.current[kind] = window.setTimeout(() => void save(kind), pause);
    },
    [key, save],
  );

  const settle = useCallback(async (kind: ComposerKind) => {
    window.clearTimeout(unsaved.current[kind]);
    delete unsaved.current[kind];
    await underWay.current[kind];
    // a failure of it has asked for another try meanwhile
    window.clearTimeout(unsaved.current[kind]);
    delete unsaved.current[kind];
  }, []);

  const reload = useCallback(
    async (kind: ComposerKind, work: () => Promise<unknown>) => {
      const pending = unsaved.current[kind] !== undefined;
      await settle(kind);
      if (pending) await call('saveDraft', { params: { number }, body: bodyOf(kind, latest.current[kind]) });
      await work();
      const { drafts: kept } = await call('getDraft', { params: { number } });
      const found = kept.map(asDraft).find((each) => each.kind === kind);
      const draft = found ? { html: found.html, attachments: found.attachments } : none;
      forgetLocally(key, kind);
      latest.current = { ...latest.current, [kind]: draft };
      setDrafts(latest.current);
      setState((before) => ({ ...before, [kind]: isEmpty(draft) ? 'empty' : 'saved' }));
    },
    [number, key, settle],
  );

  const sent = useCallback(
    (kind: ComposerKind) => {
      window.clearTimeout(unsaved.current[kind]);
      delete unsaved.current[kind];
      forgetLocally(key, kind);
      latest.current = { ...latest.current, [kind]: none };
      setDrafts(latest.current);
      setState((before) => ({ ...before, [kind]: 'empty' }));
      client.setQueryData(queryKey, (before: Stored[] | undefined) =>
        before?.filter((each) => each.kind !== kind),
      );
    },
    [key, client, queryKey],
  );

  useEffect(() => {
    const flush = () => {
      for (const kind of ['reply', 'note'] as const) {
        if (unsaved.current[kind] === undefined) continue;
        window.clearTimeout(unsaved.current[kind]);
        delete unsaved.current[kind];
        // a failure leaves the copy on this machine, which the next visit takes up
        void lastCall('saveDraft', { params: { number }, body: bodyOf(kind, latest.current[kind]) }).then(
          () => forgetLocally(key, kind),
          () => undefined,
        );
      }
    };
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
      client.removeQueries({ queryKey });
    };
  }, [number, key, client, queryKey]);

  return useMemo(
    () => ({ ...drafts, state, change, settle, sent, reload }),
    [drafts, state, change, settle, sent, reload],
  );
}

/** Nothing is written and nothing attached. */
export const isEmpty = (draft: Draft): boolean => isBlank(draft.html) && draft.attachments.length === 0;

type Stored = ResponseOf<Routes['getDraft']>['drafts'][number];
const asDraft = (stored: Stored) => ({
  kind: stored.kind,
  html: forEditor(stored),
  attachments: stored.attachments,
});

function bodyOf(kind: ComposerKind, draft: Draft) {
  return {
    kind,
    html: isBlank(draft.html) ? '' : draft.html,
    attachments: draft.attachments.map((file) => file.id),
  };
}
