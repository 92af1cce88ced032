import type { ResponseOf, Routes } from '@shouwen/api';
import { createClient } from '@shouwen/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call, problemOf } from '../../shared/api.ts';
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
/** Where the draft stands: on the server, on its way there, so far only on this machine, or beside another one there. */
export type DraftState = 'empty' | 'saving' | 'saved' | 'local' | 'elsewhere';
/** What another window of the same person has made of a draft: its text, or null when it is gone from there. */
export interface Elsewhere {
  draft: Draft | null;
  savedAt: string | null;
}
/** Which of two texts goes on: this window's, the other one, or the other below this one. */
export type Choice = 'this' | 'other' | 'both';
export interface Drafts {
  reply: Draft;
  note: Draft;
  state: Record<ComposerKind, DraftState>;
  /** another window has written on it since: nothing is saved until one has chosen */
  elsewhere: Partial<Record<ComposerKind, Elsewhere>>;
  choose(kind: ComposerKind, choice: Choice): void;
  change(kind: ComposerKind, change: Partial<Draft>): void;
  /** before sending: what is on its way to the server has arrived, and nothing follows it. False when one has to choose first */
  settle(kind: ComposerKind): Promise<boolean>;
  /** after sending: the server has discarded it */
  sent(kind: ComposerKind): void;
  /** takes over what the server keeps by now, after `work` there has changed it; what is typed is kept before */
  reload(kind: ComposerKind, work: () => Promise<unknown>): Promise<void>;
}

const none: Draft = { html: '', attachments: [] };
const pause = 700;
const retryAfter = 5_000;
const yes = () => true;
const no = () => false;
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
  const [elsewhere, setElsewhere] = useState<Drafts['elsewhere']>({});
  const apart = useRef(elsewhere);
  apart.current = elsewhere;
  const latest = useRef(drafts);
  /** `saved_at` of what one writes on */
  const base = useRef<Record<ComposerKind, string | null>>({ reply: null, note: null });
  const unsaved = useRef<Partial<Record<ComposerKind, number>>>({});
  const underWay = useRef<Partial<Record<ComposerKind, Promise<void>>>>({});
  latest.current = drafts;

  const take = useCallback(
    (kind: ComposerKind, draft: Draft, savedAt: string | null) => {
      base.current[kind] = savedAt;
      forgetLocally(key, kind);
      latest.current = { ...latest.current, [kind]: draft };
      setDrafts(latest.current);
      setState((before) => ({ ...before, [kind]: isEmpty(draft) ? 'empty' : 'saved' }));
    },
    [key],
  );

  /** Another window has saved since: the same words need no choice, others are shown beside one's own. */
  const meetOther = useCallback(
    async (kind: ComposerKind) => {
      const { drafts: kept } = await call('getDraft', { params: { number } });
      const found = kept.map(asDraft).find((each) => each.kind === kind && each.thread === number);
      const other = found ? { html: found.html, attachments: found.attachments } : null;
      const mine = latest.current[kind];
      if (sameDraft(mine, other ?? none)) take(kind, mine, found?.savedAt ?? null);
      else {
        apart.current = { ...apart.current, [kind]: { draft: other, savedAt: found?.savedAt ?? null } };
        setElsewhere(apart.current);
        setState((before) => ({ ...before, [kind]: 'elsewhere' }));
      }
    },
    [number, take],
  );

  const save = useCallback(
    (kind: ComposerKind): Promise<void> => {
      const one = async () => {
        const draft = latest.current[kind];
        delete unsaved.current[kind];
        if (apart.current[kind]) return;
        setState((before) => ({ ...before, [kind]: 'saving' }));
        try {
          const body = { ...bodyOf(kind, draft), base: base.current[kind] };
          const { saved_at } = await call('saveDraft', { params: { number }, body });
          base.current[kind] = isEmpty(draft) ? null : saved_at;
          if (latest.current[kind] !== draft) return;
          forgetLocally(key, kind);
          setState((before) => ({ ...before, [kind]: isEmpty(draft) ? 'empty' : 'saved' }));
        } catch (error) {
          const other = problemOf(error)?.code === 'draft_elsewhere';
          if (other && (await meetOther(kind).then(yes, no))) return;
          // stays on this machine and is tried again; the composer says so
          setState((before) => ({ ...before, [kind]: 'local' }));
          unsaved.current[kind] ??= window.setTimeout(() => void save(kind), retryAfter);
        }
      };
      // one after the other: each says on what it builds
      const saving = (underWay.current[kind] ?? Promise.resolve()).then(one);
      underWay.current[kind] = saving;
      return saving;
    },
    [number, key, meetOther],
  );

  // what the server keeps, and over it what only this machine kept, unless one is typing already
  useEffect(() => {
    if (!stored.data) return;
    for (const kind of ['reply', 'note'] as const) {
      if (unsaved.current[kind] !== undefined || !isEmpty(latest.current[kind])) continue;
      const local = keptLocally(key, kind);
      const onServer = stored.data.map(asDraft).find((each) => each.kind === kind);
      const found = local ?? onServer;
      // what this machine kept alone was not written on what the server has: if that is another text, both are shown
      base.current[kind] = local || onServer?.thread !== number ? null : onServer.savedAt;
      if (!found) continue;
      latest.current = { ...latest.current, [kind]: { html: found.html, attachments: found.attachments } };
      setDrafts(latest.current);
      setState((before) => ({ ...before, [kind]: local ? 'local' : 'saved' }));
      if (local) unsaved.current[kind] = window.setTimeout(() => void save(kind), pause);
    }
  }, [stored.data, key, number, save]);

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
    return apart.current[kind] === undefined;
  }, []);

  const reload = useCallback(
    async (kind: ComposerKind, work: () => Promise<unknown>) => {
      const pending = unsaved.current[kind] !== undefined;
      await settle(kind);
      if (pending) await call('saveDraft', { params: { number }, body: bodyOf(kind, latest.current[kind]) });
      await work();
      const { drafts: kept } = await call('getDraft', { params: { number } });
      const found = kept.map(asDraft).find((each) => each.kind === kind);
      take(
        kind,
        found ? { html: found.html, attachments: found.attachments } : none,
        found?.thread === number ? found.savedAt : null,
      );
      setElsewhere(({ [kind]: _, ...rest }) => rest);
    },
    [number, take, settle],
  );

  const choose = useCallback(
    (kind: ComposerKind, choice: Choice) => {
      const other = apart.current[kind];
      if (!other) return;
      const { [kind]: _, ...rest } = apart.current;
      apart.current = rest;
      setElsewhere(rest);
      if (choice === 'other') return take(kind, other.draft ?? none, other.savedAt);
      base.current[kind] = other.savedAt;
      const mine = latest.current[kind];
      change(kind, choice === 'both' && other.draft ? joined(mine, other.draft) : {});
    },
    [take, change],
  );

  const sent = useCallback(
    (kind: ComposerKind) => {
      window.clearTimeout(unsaved.current[kind]);
      delete unsaved.current[kind];
      take(kind, none, null);
      client.setQueryData(queryKey, (before: Stored[] | undefined) =>
        before?.filter((each) => each.kind !== kind),
      );
    },
    [take, client, queryKey],
  );

  useEffect(() => {
    const flush = () => {
      for (const kind of ['reply', 'note'] as const) {
        if (unsaved.current[kind] === undefined) continue;
        window.clearTimeout(unsaved.current[kind]);
        delete unsaved.current[kind];
        // a failure leaves the copy on this machine, which the next visit takes up
        const body = { ...bodyOf(kind, latest.current[kind]), base: base.current[kind] };
        void lastCall('saveDraft', { params: { number }, body }).then(
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

  // back in front: what another window has written meanwhile is taken over, unless something is being written here
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      const before = { ...base.current };
      const { drafts: kept } = await call('getDraft', { params: { number } });
      for (const kind of ['reply', 'note'] as const) {
        // what this window did meanwhile is newer than the answer
        if (base.current[kind] !== before[kind]) continue;
        if (unsaved.current[kind] !== undefined || apart.current[kind]) continue;
        const found = kept.map(asDraft).find((each) => each.kind === kind && each.thread === number);
        if ((found?.savedAt ?? null) === base.current[kind]) continue;
        if (keptLocally(key, kind)) void meetOther(kind);
        else
          take(
            kind,
            found ? { html: found.html, attachments: found.attachments } : none,
            found?.savedAt ?? null,
          );
      }
    };
    const onFocus = () => void look().catch(() => undefined); // saving says it
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, [number, key, take, meetOther]);

  return useMemo(
    () => ({ ...drafts, state, elsewhere, choose, change, settle, sent, reload }),
    [drafts, state, elsewhere, choose, change, settle, sent, reload],
  );
}

/** Nothing is written and nothing attached. */
export const isEmpty = (draft: Draft): boolean => isBlank(draft.html) && draft.attachments.length === 0;

const sameDraft = (a: Draft, b: Draft): boolean =>
  (a.html === b.html || (isBlank(a.html) && isBlank(b.html))) &&
  a.attachments.map((file) => file.id).join() === b.attachments.map((file) => file.id).join();

/** The other text below this one, with the files of both. */
function joined(mine: Draft, other: Draft): Draft {
  const more = other.attachments.filter((file) => !mine.attachments.some((each) => each.id === file.id));
  return { html: `${mine.html}<p></p>${other.html}`, attachments: [...mine.attachments, ...more] };
}

type Stored = ResponseOf<Routes['getDraft']>['drafts'][number];
const asDraft = (stored: Stored) => ({
  kind: stored.kind,
  thread: stored.thread,
  savedAt: stored.saved_at,
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
