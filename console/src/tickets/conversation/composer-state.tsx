import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef, useState } from 'react';
import type { FullTicket } from '../queries.ts';
import { type Attachment, type Drafts, useDrafts } from './use-drafts.ts';

export type ComposerKind = 'reply' | 'note';

/** What others may do with the text that is being written. */
export interface EditorHandle {
  focus(): void;
  /** puts plain text in at the cursor */
  insertText(text: string): void;
  /** shows an uploaded image at the cursor */
  insertImage(file: Attachment): void;
}

interface ComposerState {
  kind: ComposerKind;
  setKind: (kind: ComposerKind) => void;
  /** opens the composer on this kind and puts the cursor into it */
  write: (kind: ComposerKind) => void;
  editorRef: RefObject<EditorHandle | null>;
  /** the cursor is wanted in the text as soon as the editor is there */
  wanted: RefObject<boolean>;
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
  const editorRef = useRef<EditorHandle>(null);
  const wanted = useRef(false);
  const drafts = useDrafts(ticket.number);
  const state = useMemo(
    () => ({
      kind,
      setKind,
      editorRef,
      wanted,
      drafts,
      write(next: ComposerKind) {
        wanted.current = true;
        setKind(next);
        requestAnimationFrame(() => editorRef.current?.focus());
      },
    }),
    [kind, drafts],
  );
  return <Context.Provider value={state}>{children}</Context.Provider>;
}
