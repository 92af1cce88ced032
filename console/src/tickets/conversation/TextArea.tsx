import { lazy, Suspense, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { FullTicket } from '../queries.ts';
import { useComposer } from './composer-state.tsx';

const Editor = lazy(() => import('./editor/Editor.tsx'));

interface TextAreaProps {
  ticket: FullTicket;
  /** takes in what was pasted or dropped */
  onFiles: (files: readonly File[]) => void;
  /** where the buttons stand that format the text */
  toolsIn: HTMLElement | null;
}

/** The text itself, with the editor that is fetched when the first ticket is opened. Reply and note have one each. */
export function TextArea({ ticket, onFiles, toolsIn }: TextAreaProps) {
  const { t } = useTranslation();
  const { kind } = useComposer();
  const label = kind === 'reply' ? t('composer.reply') : t('composer.note');
  const placeholder =
    kind === 'reply'
      ? t('composer.reply_placeholder', { name: ticket.customer.name })
      : t('composer.note_placeholder');
  // making an editor takes as long as everything else on the page: the conversation is shown before
  const wait = !useDeferredValue(true, false);
  const field = <div className="native composer-area" aria-busy="true" />;
  if (wait) return field;
  return (
    <Suspense fallback={field}>
      <Editor
        key={kind}
        kind={kind}
        ticket={ticket}
        label={label}
        placeholder={placeholder}
        onFiles={onFiles}
        toolsIn={toolsIn}
      />
    </Suspense>
  );
}
