import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../../shared/icons.tsx';

interface Tool {
  name: string;
  label: string;
  icon: IconName;
  keys?: string;
  run: () => void;
}

/** The buttons that format what is marked. */
export function Tools({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const [linking, setLinking] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      bulletList: now.isActive('bulletList'),
      orderedList: now.isActive('orderedList'),
      blockquote: now.isActive('blockquote'),
      codeBlock: now.isActive('codeBlock'),
      link: now.isActive('link'),
    }),
  });
  const chain = () => editor.chain().focus();
  const tools: (Tool & { name: keyof typeof on })[] = [
    {
      name: 'bold',
      label: t('composer.bold'),
      icon: 'bold',
      keys: 'Ctrl+B',
      run: () => chain().toggleBold().run(),
    },
    {
      name: 'italic',
      label: t('composer.italic'),
      icon: 'italic',
      keys: 'Ctrl+I',
      run: () => chain().toggleItalic().run(),
    },
    {
      name: 'bulletList',
      label: t('composer.bullets'),
      icon: 'bullets',
      keys: 'Ctrl+Shift+8',
      run: () => chain().toggleBulletList().run(),
    },
    {
      name: 'orderedList',
      label: t('composer.numbers'),
      icon: 'numbers',
      keys: 'Ctrl+Shift+7',
      run: () => chain().toggleOrderedList().run(),
    },
    {
      name: 'blockquote',
      label: t('composer.quotation'),
      icon: 'quotation',
      keys: 'Ctrl+Shift+B',
      run: () => chain().toggleBlockquote().run(),
    },
    {
      name: 'codeBlock',
      label: t('composer.code'),
      icon: 'code',
      run: () => chain().toggleCodeBlock().run(),
    },
    { name: 'link', label: t('composer.link'), icon: 'link', run: () => setLinking(true) },
  ];
  return (
    <div className="editor-tools">
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons */}
      <div role="group" aria-label={t('composer.format')} className="row" style={{ gap: 0 }}>
        {tools.map((tool) => (
          <button
            key={tool.name}
            type="button"
            className="icon-button"
            aria-pressed={on[tool.name]}
            aria-label={tool.label}
            title={tool.keys ? `${tool.label} (${tool.keys})` : tool.label}
            onMouseDown={(event) => event.preventDefault()} // what is marked stays marked
            onClick={tool.run}
          >
            <Icon name={tool.icon} />
          </button>
        ))}
      </div>
      {linking && <LinkField editor={editor} onDone={() => setLinking(false)} />}
    </div>
  );
}

function LinkField({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const { t } = useTranslation();
  const [to, setTo] = useState<string>(() => String(editor.getAttributes('link').href ?? ''));
  const apply = () => {
    const href = /^[a-z]+:/i.test(to) || to === '' ? to : `https://${to}`;
    const chain = editor.chain().focus().extendMarkRange('link');
    if (href === '') chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive('link'))
      chain.insertContent({ type: 'text', text: to, marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onDone();
  };
  return (
    <div className="row link-field">
      <Input
        size="small"
        autoFocus
        value={to}
        aria-label={t('composer.link_to')}
        placeholder={t('composer.link_to')}
        onChange={(event) => setTo(event.target.value.trim())}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Enter') apply();
          else onDone();
        }}
      />
      <Button size="small" onClick={apply}>
        {t('composer.link_set')}
      </Button>
    </div>
  );
}
