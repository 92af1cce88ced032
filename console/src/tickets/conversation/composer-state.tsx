import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef, useState } from 'react';
import type { FullTicket } from '../queries.ts';
import { type Drafts, useDrafts } from './use-drafts.ts';

export type ComposerKind = 'reply' | 'note';

interface ComposerState {
  kind: ComposerKind;
  setKind: (kind: ComposerKind) => void;
  /** opens the composer on this kind and puts the cursor into it */
  write: (kind: ComposerKind) => void;
  areaRef: RefObject<HTMLTextAreaElement | null>;
  drafts: Drafts;
}

const Context = createContext<ComposerState | null>(null);

/** The composer of the ticket on screen. */
export function useComposer(): ComposerState {
  const state = useContext(Context);
  if (!state) throw new Error('useComposer inside a ComposerProvider only');
  return state;
}

/** Holds what is being written on a ticket. */
export function ComposerProvider({ ticket, children }: { ticket: FullTicket; children: ReactNode }) {
  const [kind, setKind] = useState<ComposerKind>('reply');
  const areaRef = useRef<HTMLTextAreaElement>(null);
  const drafts = useDrafts(ticket.number);
  const state = useMemo(
    () => ({
      kind,
      setKind,
      areaRef,
      drafts,
      write(next: ComposerKind) {
        setKind(next);
        requestAnimationFrame(() => areaRef.current?.focus());
      },
    }),
    [kind, drafts],
  );
  return <Context.Provider value={state}>{children}</Context.Provider>;
}
