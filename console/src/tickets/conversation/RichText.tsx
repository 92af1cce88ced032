import { fileOfImage, linkSchemes, type RichTextElement, richTextElements } from '@shouwen/api';
import { createContext, createElement, Fragment, type ReactNode, useContext, useMemo } from 'react';
import { showFile } from '../../files/FileViewerHost.tsx';
import { fileAddress, type StoredFile } from '../../files/kinds.ts';
import { QuotedText } from './QuotedText.tsx';
import { splitNodes } from './quoted.ts';

interface RichTextProps {
  html: string;
  /** what is done with the words themselves */
  words?: (text: string) => ReactNode;
  /** the files that belong to it: its images open among them */
  files?: readonly StoredFile[];
}

/**
 * Formatted text of a message. The server has cleaned it; all the same it is never put in as HTML: it is read, and only
 * the elements of the contract are made anew, without any attribute but where a link leads and what an image shows.
 */
export function RichText({ html, words = (text) => text, files = [] }: RichTextProps) {
  const content = useMemo(() => new DOMParser().parseFromString(html, 'text/html').body, [html]);
  const { own, quoted } = splitNodes([...content.childNodes]);
  return (
    <Files value={files}>
      <div className="prose rich">{own.map((node, at) => madeOf(node, at, content, words))}</div>
      {quoted.length > 0 && (
        <QuotedText>
          <div className="prose rich">{quoted.map((node, at) => madeOf(node, at, content, words))}</div>
        </QuotedText>
      )}
    </Files>
  );
}

const Files = createContext<readonly StoredFile[]>([]);
const known = new Set<string>(richTextElements);
const isKnown = (name: string): name is RichTextElement => known.has(name);
const blockParents = ['body', 'ul', 'ol', 'blockquote'];

function childrenOf(parent: Element, words: (text: string) => ReactNode): ReactNode[] {
  return [...parent.childNodes].map((node, at) => madeOf(node, at, parent, words));
}

function madeOf(node: ChildNode, at: number, parent: Element, words: (text: string) => ReactNode): ReactNode {
  return <Fragment key={at}>{made(node, parent, words)}</Fragment>;
}

function made(node: ChildNode, parent: Element, words: (text: string) => ReactNode): ReactNode {
  if (node instanceof Text) {
    const betweenBlocks = blockParents.includes(parent.localName) && node.data.trim() === '';
    return betweenBlocks ? null : words(node.data);
  }
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (!isKnown(name)) return childrenOf(node, words);
  if (name === 'br' || name === 'hr') return createElement(name);
  if (name === 'img') return <Image source={node.getAttribute('src')} alt={node.getAttribute('alt')} />;
  if (name === 'a') return <SafeLink to={node.getAttribute('href')}>{childrenOf(node, words)}</SafeLink>;
  const start = name === 'ol' ? Number(node.getAttribute('start')) : 0;
  return createElement(name, start > 1 ? { start } : null, ...childrenOf(node, words));
}

function Image({ source, alt }: { source: string | null; alt: string | null }) {
  const files = useContext(Files);
  const file = fileOfImage(source ?? '');
  if (!file) return null;
  return (
    <a
      href={fileAddress(file)}
      download={alt || true}
      className="inline-image"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || !files.some((each) => each.id === file)) return;
        event.preventDefault();
        showFile(files, file);
      }}
    >
      <img src={fileAddress(file)} alt={alt ?? ''} loading="lazy" />
    </a>
  );
}

function SafeLink({ to, children }: { to: string | null; children: ReactNode }) {
  const safe = to !== null && linkSchemes.some((scheme) => to.toLowerCase().startsWith(`${scheme}:`));
  if (!safe) return children;
  return (
    <a href={to} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
