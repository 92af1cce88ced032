import { invalid } from '../platform/errors.ts';
import { cleanHtml, imagesIn, mentionsIn, saysMore } from '../platform/html/clean-html.ts';
import { textOfHtml } from '../platform/html/text-of-html.ts';

/** Something written, plain or formatted. */
export interface Words {
  body?: string | undefined;
  html?: string | undefined;
}

/** What is stored of it. The plain text is always there: lists, search, mail and whoever asks for no marks live on it. */
export interface Content {
  body: string;
  /** null when the plain text says the same */
  html: string | null;
  /** files that images in the text show */
  images: string[];
  /** colleagues marked in the text */
  mentions: string[];
}

/** Cleans what somebody wrote and makes its plain text. Throws `Refusal` when nothing is left of it. */
export function contentOf(words: Words): Content {
  const marked = words.html === undefined ? '' : cleanHtml(words.html, { mentions: true });
  const content = described(words, cleanHtml(marked));
  if (content.body.trim() === '') throw invalid('body', 'message_empty');
  return { ...content, mentions: mentionsIn(marked) };
}

/** The same for a draft, which may be empty and keeps the marks of colleagues for when it is written on. */
export function draftContentOf(words: Words): Content {
  const html = words.html === undefined ? '' : cleanHtml(words.html, { mentions: true });
  return { ...described(words, html), mentions: mentionsIn(html) };
}

const emptyEnd = /(?:<p>(?:\s|<br \/>)*<\/p>)+$/;

function described({ body, html: given }: Words, cleaned: string): Omit<Content, 'mentions'> {
  if (given === undefined) return { body: body ?? '', html: null, images: [] };
  const html = cleaned.replace(emptyEnd, '');
  return { body: textOfHtml(html), html: saysMore(html) ? html : null, images: imagesIn(html) };
}
