import { freshText } from './cut-text.ts';
import { htmlToText } from './html-text.ts';
import { markAttribute, markQuoted } from './mark-quoted.ts';

/**
 * What its author wrote anew, of a mail's text and HTML: mail programs mark what they quote better in one or in the other,
 * so the shorter of the two is it. Never empty when the text is not.
 */
export function freshOf(text: string, html: string | null): string {
  const fresh = freshText(text);
  if (html === null) return fresh;
  const marked = markQuoted(html);
  if (!marked.includes(markAttribute)) return fresh;
  const written = htmlToText(marked, { fresh: true });
  if (written === '') return fresh;
  const shorter = freshText(written);
  return sizeOf(shorter) < sizeOf(fresh) ? shorter : fresh;
}

const sizeOf = (text: string) => text.replace(/\s+/g, '').length;
