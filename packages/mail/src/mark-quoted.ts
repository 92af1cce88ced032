import { Parser } from 'htmlparser2';
import { headKind, introduces, isForwardLine, originalLine } from './quoted-words.ts';
import { isWild } from './wild-html.ts';

/** What is marked in a mail's HTML: history that it quotes, alone or up to the end of the mail, and the signature. */
export type Marked = 'quote' | 'quote-rest' | 'signature';

/** The attribute that carries the mark. */
export const markAttribute = 'data-folded';

interface Place {
  /** where the attribute goes: behind the name of the tag */
  at: number;
  mark: Marked;
  /** known only by its words */
  byWords?: boolean;
}

interface Open {
  name: string;
  start: number;
  place: number;
  text: string;
  marked: boolean;
}

const most = 50; // marks
const looked = 400; // characters at the beginning of an element that are looked at

/** A mail's HTML with its quoted history and signature marked. A mail that somebody passes on is not history. */
export function markQuoted(html: string): string {
  if (isWild(html)) return html;
  const places = placesIn(html);
  let marked = '';
  let from = 0;
  for (const { at, mark } of places) {
    marked += `${html.slice(from, at)} ${markAttribute}="${mark}"`;
    from = at;
  }
  return marked + html.slice(from);
}

/** A quotation of the kind that some programs make, by how its element is called or dressed. */
function markOf(
  name: string,
  { id = '', class: classes = '', style = '', type = '' }: Record<string, string>,
): Marked | null {
  if (
    /(?:^|\s)(?:gmail_signature|moz-signature|mail-signature|ms-outlook-mobile-signature|xmail_sign)(?:\s|$)/i.test(
      classes,
    )
  )
    return 'signature';
  if (
    /^(?:x_)*(?:signature|ms-outlook-mobile-signature|applemailsignature|lineBreakAtBeginningOfSignature|ntes-pcmac-signature|_signature_)$/i.test(
      id,
    )
  )
    return 'signature';
  if (
    /(?:^|\s)(?:gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|zmail_extra|xm_quote|ntes_quote|moz-forward-container)(?:\s|$)/i.test(
      classes,
    )
  )
    return 'quote';
  if (
    /^(?:x_)*(?:isReplyContent|yahoo_quoted.*|mail-editor-reference-message-container|replySplit|origbody)$/i.test(
      id,
    )
  )
    return 'quote';
  if (/^(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling)$/i.test(id)) return 'quote-rest';
  if (name === 'includetail') return 'quote';
  if (name === 'blockquote' && type.toLowerCase() === 'cite') return 'quote';
  if (/border-top\s*:\s*(?:solid\s+)?#?(?:e1e1e1|b5c4df)|border-top\s*:\s*#b5c4df/i.test(style))
    return 'quote-rest';
  return null;
}

/** Where marks go, in their order. */
function placesIn(html: string): Place[] {
  const places: Place[] = [];
  const open: Open[] = [];
  const parser: Parser = new Parser({
    onopentag(name, attributes) {
      const start = parser.startIndex;
      const place = start + 1 + name.length;
      const mark = places.length < most && html.startsWith('<', start) ? markOf(name, attributes) : null;
      if (mark !== null && !open.some((each) => each.marked)) places.push({ at: place, mark });
      open.push({ name, start, place, text: '', marked: mark !== null });
    },
    ontext(text) {
      // the beginning of an element says whether it is a quotation's head
      for (let at = open.length - 1; at >= Math.max(0, open.length - 12); at--) {
        const each = open[at];
        if (each && each.text.length < looked) each.text += text.slice(0, looked);
      }
    },
    onclosetag(name) {
      const at = open.findLastIndex((each) => each.name === name);
      if (at < 0) return;
      for (const each of open.splice(at)) look(each, places);
    },
  });
  parser.end(html);
  const ordered = places.filter((place) => !passesOn(html, place.at)).sort((one, other) => one.at - other.at);
  return ordered.map((place, at) => ({ ...place, mark: place.byWords ? reachOf(ordered, at) : place.mark }));
}

const near = 1500; // characters between an introduction and what it introduces

/** What an introduction reaches: itself when a marked quotation follows it, below which there may be an answer. */
function reachOf(places: readonly Place[], at: number): Marked {
  const here = places[at]?.at ?? 0;
  const follows = places.slice(at + 1).find((place) => !place.byWords && place.mark === 'quote');
  return follows && follows.at - here < near ? 'quote' : 'quote-rest';
}

/** An element whose words introduce a quotation, though nothing about it does. */
function look(element: Open, places: Place[]): void {
  if (element.marked || places.length >= most) return;
  if (!/^(?:div|p|span|font|td|center|section)$/.test(element.name)) return;
  const words = element.text.replace(/[\s\u00a0]+/g, ' ').trim();
  if (words === '' || words.length > looked) return;
  if (originalLine.test(words) || introduces(words))
    places.push({ at: element.place, mark: 'quote-rest', byWords: true });
}

/** Whether what begins here is a mail that somebody passes on. */
function passesOn(html: string, at: number): boolean {
  const words = html
    .slice(at, at + 4000)
    .replace(/^[^>]*>/, '')
    .replace(/<(?:br|\/p|\/div)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ');
  const first = words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 2);
  return (
    first.some((line) => line.length < 200 && isForwardLine(line)) && headKind(first[0] ?? '') !== 'subject'
  );
}
