import { linkSchemes } from '@shouwen/api';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';

const elements = new Set(
  'p h1 h2 h3 h4 h5 h6 strong em u s sup sub ul ol li blockquote table thead tbody tr th td'.split(' '),
);
const tableParts = new Set(['table', 'thead', 'tbody', 'tr', 'ul', 'ol', 'body']);
const picture = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=]+$/i;

/**
 * HTML that was made of a stranger's document. It is never put in as HTML: it is read, and only known elements are made
 * anew, without attributes but how far a cell reaches, where a link leads and what a picture that is inside shows.
 */
export function SafeDocument({ html }: { html: string }) {
  const content = useMemo(() => new DOMParser().parseFromString(html, 'text/html').body, [html]);
  return <div className="prose rich file-document">{childrenOf(content)}</div>;
}

function childrenOf(parent: Element): ReactNode[] {
  return [...parent.childNodes].map((node, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of one fixed text
    return <Fragment key={at}>{made(node, parent)}</Fragment>;
  });
}

function made(node: ChildNode, parent: Element): ReactNode {
  if (node instanceof Text)
    return tableParts.has(parent.localName) && node.data.trim() === '' ? null : node.data;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (name === 'script' || name === 'style') return null;
  if (name === 'br') return <br />;
  if (name === 'img') {
    const source = node.getAttribute('src') ?? '';
    return picture.test(source) ? <img src={source} alt={node.getAttribute('alt') ?? ''} /> : null;
  }
  if (name === 'a') return linked(node);
  if (!elements.has(name)) return childrenOf(node);
  return createElement(name, reach(node), ...childrenOf(node));
}

function linked(node: Element): ReactNode {
  const to = node.getAttribute('href') ?? '';
  if (!linkSchemes.some((scheme) => to.toLowerCase().startsWith(`${scheme}:`))) return childrenOf(node);
  return (
    <a href={to} target="_blank" rel="noopener noreferrer nofollow">
      {childrenOf(node)}
    </a>
  );
}

/** How many columns and rows a cell covers. */
function reach(node: Element): { colSpan?: number; rowSpan?: number } | null {
  const [columns, rows] = ['colspan', 'rowspan'].map((name) => Number(node.getAttribute(name) ?? 1));
  return {
    ...(columns && columns > 1 ? { colSpan: Math.min(columns, 100) } : {}),
    ...(rows && rows > 1 ? { rowSpan: Math.min(rows, 100) } : {}),
  };
}
