import { htmlOfText } from '@shouwen/api';
import type { Editor as TextEditor } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { fileAddress } from '../../../files/kinds.ts';
import { call } from '../../../shared/api.ts';
import { sayProblem } from '../../../shared/problem.ts';
import type { FullTicket } from '../../queries.ts';
import { type ComposerKind, useComposer } from '../composer-state.tsx';
import './editor.css';
import { extensionsFor } from './extensions.ts';
import { OfferMenu } from './OfferMenu.tsx';
import type { Offer, Offers } from './offers.ts';
import { Tools } from './Tools.tsx';

interface EditorProps {
  ticket: FullTicket;
  kind: ComposerKind;
  label: string;
  placeholder: string;
  /** takes in what was pasted or dropped */
  onFiles: (files: readonly File[]) => void;
  /** where the buttons stand that format the text */
  toolsIn: HTMLElement | null;
}

/** The editor of a reply or a note. What is typed goes into the draft at once. */
export default function Editor({ ticket, kind, label, placeholder, onFiles, toolsIn }: EditorProps) {
  const { drafts, editorRef, wanted } = useComposer();
  const { html } = drafts[kind];
  const emitted = useRef(html);
  const [offer, setOffer] = useState<Offer | null>(null);
  const key = useRef<Offers['key']['current']>(null);
  const offers = useMemo<Offers>(() => ({ show: setOffer, key }), []);
  // the editor is made once and must call what is current then
  const now = useRef({ onFiles, change: drafts.change });
  now.current = { onFiles, change: drafts.change };
  const made = useRef<TextEditor | null>(null);
  const onCanned = useCallback(
    async (canned: string) => {
      try {
        const { body } = await call('renderCanned', { params: { number: ticket.number, canned } });
        made.current?.chain().focus().insertContent(htmlOfText(body)).run();
      } catch (error) {
        sayProblem(error);
      }
    },
    [ticket.number],
  );

  const editor = useEditor({
    extensions: extensionsFor({ kind, placeholder, offers, onCanned }),
    content: html,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: 'rich' },
      handlePaste: (_, event) => takeFiles(event.clipboardData, event, now.current.onFiles),
      handleDrop: (_, event) => takeFiles(event.dataTransfer, event, now.current.onFiles),
      // images of other pages and messages are none of ours to send: pasted as files, they come up
      transformPastedHTML: (pasted) => pasted.replace(/<img\b[^>]*>/gi, ''),
    },
    onUpdate: ({ editor: current }) => {
      emitted.current = current.isEmpty ? '' : current.getHTML();
      now.current.change(kind, { html: emitted.current });
    },
  });
  made.current = editor;

  // what comes from elsewhere: the kept draft, nothing after sending
  useEffect(() => {
    if (html === emitted.current) return;
    emitted.current = html;
    editor.commands.setContent(html, { emitUpdate: false });
  }, [html, editor]);
  useImperativeHandle(
    editorRef,
    () => ({
      focus: () => editor.commands.focus('end'),
      insertText: (text) => editor.chain().focus().insertContent(htmlOfText(text)).run(),
      insertImage: (file) =>
        editor
          .chain()
          .focus()
          .setImage({ src: fileAddress(file.id), alt: file.name })
          .run(),
    }),
    [editor],
  );
  useEffect(() => {
    // on a busy machine the editor made first is given up before it is shown, and another one follows
    if (!wanted.current || editor.isDestroyed) return;
    wanted.current = false;
    editor.commands.focus('end');
  }, [editor, wanted]);

  const onActive = useCallback(
    (ids: { list: string; option: string } | null) => {
      const { dom } = editor.view;
      if (ids) {
        dom.setAttribute('aria-controls', ids.list);
        dom.setAttribute('aria-activedescendant', ids.option);
      } else for (const name of ['aria-controls', 'aria-activedescendant']) dom.removeAttribute(name);
    },
    [editor],
  );
  return (
    <>
      <EditorContent editor={editor} className="native composer-area editor" />
      {toolsIn && createPortal(<Tools editor={editor} />, toolsIn)}
      {offer && <OfferMenu offer={offer} offers={offers} onActive={onActive} />}
    </>
  );
}

/** Files are taken in, unless text comes with them: a spreadsheet copies its cells as a picture too. */
function takeFiles(
  data: DataTransfer | null,
  event: Event,
  onFiles: (files: readonly File[]) => void,
): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0 || data?.types.includes('text/plain')) return false;
  event.preventDefault();
  event.stopPropagation();
  onFiles(files);
  return true;
}
