import { fileOfImage, imageSource, linkSchemes, richTextElements } from '@shouwen/api';
import sanitize from 'sanitize-html';
import { isId } from '../ids.ts';

/** What older or foreign programs write for the same thing. */
const sameAs: Record<string, string> = {
  b: 'strong',
  i: 'em',
  ins: 'u',
  del: 's',
  strike: 's',
  h1: 'h2',
  h4: 'h3',
  h5: 'h3',
  h6: 'h3',
  div: 'p',
};

/**
 * Formatted text as we keep and send it: the few elements of `richTextElements`, links that lead somewhere harmless,
 * images that are files of ours. Scripts, styles, handlers and foreign images are gone; the words of any other element
 * stay. With `mentions`, the marks of colleagues stay too, as in a draft.
 */
export function cleanHtml(html: string, options: { mentions?: boolean } = {}): string {
  return sanitize(html, {
    allowedTags: [...richTextElements, ...(options.mentions ? ['span'] : [])],
    allowedAttributes: {
      a: ['href'],
      img: ['src', 'alt'],
      ol: ['start'],
      span: ['data-type', 'data-id', 'data-label'],
    },
    allowedSchemes: [...linkSchemes],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'template',
      'iframe',
      'object',
    ],
    transformTags: {
      ...sameAs,
      img: (tagName, { src = '', alt = '' }) => {
        const file = fileOfImage(src);
        return { tagName, attribs: file ? { src: imageSource(file), alt } : ({} as sanitize.Attributes) };
      },
    },
    exclusiveFilter: ({ tag, attribs }) =>
      (tag === 'img' && !attribs.src) || (tag === 'span' && !isId(attribs['data-id'] ?? '')),
  });
}

/** Whether formatted text says more than the same words without marks would. */
export function saysMore(html: string): boolean {
  return /<(?!\/?(?:p|br)\b)[a-z]/i.test(html);
}

/** The files that the images of cleaned text show. */
export function imagesIn(html: string): string[] {
  return [...new Set([...html.matchAll(/<img src="cid:([^"]+)"/g)].flatMap((match) => match[1] ?? []))];
}

/** The colleagues who are marked in cleaned text. */
export function mentionsIn(html: string): string[] {
  return [...new Set([...html.matchAll(/<span [^>]*data-id="([^"]+)"/g)].flatMap((match) => match[1] ?? []))];
}
