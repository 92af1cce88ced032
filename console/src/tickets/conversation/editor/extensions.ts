import { linkSchemes } from '@shouwen/api';
import { type AnyExtension, Extension } from '@tiptap/core';
import Image from '@tiptap/extension-image';
import Mention from '@tiptap/extension-mention';
import { Placeholder } from '@tiptap/extensions';
import { PluginKey } from '@tiptap/pm/state';
import StarterKit from '@tiptap/starter-kit';
import Suggestion from '@tiptap/suggestion';
import type { ComposerKind } from '../composer-state.tsx';
import { type Choice, type Offers, offering } from './offers.ts';

interface Wanted {
  kind: ComposerKind;
  placeholder: string;
  offers: Offers;
  /** puts a canned answer in the place of what was typed */
  onCanned: (key: string) => void;
}

/** What the editor can do: the elements of `richTextElements`, `/` for canned answers, `@` for colleagues in a note. */
export function extensionsFor({ kind, placeholder, offers, onCanned }: Wanted): AnyExtension[] {
  const all: AnyExtension[] = [
    StarterKit.configure({
      heading: { levels: [2, 3] },
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: 'https',
        protocols: [...linkSchemes],
        isAllowedUri: (url, { defaultValidate }) =>
          defaultValidate(url) && !/^(?:ftp|sms|xmpp|callto|cid)/i.test(url),
      },
      dropcursor: { color: 'var(--accent)' },
      trailingNode: false,
    }),
    Image.configure({ inline: true }),
    Placeholder.configure({ placeholder }),
    SendKey,
    cannedAnswers(offers, onCanned),
  ];
  if (kind === 'note') all.push(mentions(offers));
  return all;
}

/** Ctrl+Enter sends; the composer does it, the editor only keeps its own line break out of the way. */
const SendKey = Extension.create({
  name: 'sendKey',
  priority: 1_000,
  addKeyboardShortcuts: () => ({ 'Mod-Enter': () => true }),
});

const mentions = (offers: Offers) =>
  Mention.configure({
    HTMLAttributes: { class: 'mention' },
    suggestion: {
      ...offering('people', offers),
      char: '@',
      allowedPrefixes: [' ', '(', '，', '。', '、', '：', '（'],
    },
  });

const cannedAnswers = (offers: Offers, onCanned: (key: string) => void) =>
  Extension.create({
    name: 'cannedAnswers',
    addProseMirrorPlugins() {
      return [
        Suggestion<Choice, Choice>({
          ...offering('canned', offers),
          editor: this.editor,
          pluginKey: new PluginKey('cannedAnswers'),
          char: '/',
          command: ({ editor, range, props }) => {
            editor.chain().focus().deleteRange(range).run();
            onCanned(props.id);
          },
        }),
      ];
    },
  });
