import { EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import type { Bound } from '../shared/form.tsx';
import '../tickets/conversation/editor/editor.css';
import { Tools } from '../tickets/conversation/editor/Tools.tsx';

/** The signature below what is sent from a mailbox, formatted as replies are. */
export function SignatureField({ label, value, onChange }: Bound<string> & { label: string }) {
  const editor = useEditor({
    extensions: [StarterKit.configure({ heading: false, link: { openOnClick: false }, trailingNode: false })],
    content: value,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: 'rich' },
    },
    onUpdate: ({ editor: current }) => onChange(current.isEmpty ? '' : current.getHTML()),
  });
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <div className="mailbox-signature">
        <Tools editor={editor} />
        <EditorContent editor={editor} />
      </div>
    </div>
  );
}
