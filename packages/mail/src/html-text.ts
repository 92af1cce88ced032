import { Parser } from 'htmlparser2';
import { markAttribute } from './mark-quoted.ts';
import { isWild, withoutTags } from './wild-html.ts';

const blocks = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** blocks that an empty line stands around */
const apart = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const unseen = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'select', 'textarea']);

/**
 * The plain text of a mail's HTML: blocks stand on lines of their own, quotations get their marks, cells of a table stand
 * apart, a link shows where it leads when its words do not. What the sender hides stays hidden. With `fresh`, what
 * `markQuoted` has marked is left out.
 */
export function htmlToText(html: string, options: { fresh?: boolean } = {}): string {
  if (isWild(html)) return withoutTags(html);
  const writer = new Writer(options.fresh === true);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      ontext: (text) => writer.write(text),
      onclosetag: (name) => writer.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return writer.text();
}

class Writer {
  #lines: string[] = [];
  /** pieces of the line that is being written: put together once, for a line may be very long */
  #pieces: string[] = [];
  #blank = true;
  #spaced = true;
  #started = false;
  #hidden = 0;
  #pre = 0;
  #quotes = 0;
  #lists: ({ next: number } | null)[] = [];
  #link: { href: string; from: number; line: number } | null = null;
  #open: { name: string; hidden: boolean }[] = [];
  #fresh: boolean;
  #ended = false;

  constructor(fresh: boolean) {
    this.#fresh = fresh;
  }

  open(name: string, attributes: Record<string, string>): void {
    const mark = this.#fresh ? attributes[markAttribute] : undefined;
    if (mark === 'quote-rest') this.#ended = true;
    if (this.#ended) return;
    const hidden =
      mark !== undefined ||
      unseen.has(name) ||
      'hidden' in attributes ||
      /display\s*:\s*none/i.test(attributes.style ?? '');
    if (!voids.has(name)) this.#open.push({ name, hidden });
    if (hidden && !voids.has(name)) this.#hidden += 1;
    if (this.#hidden > 0) return;
    if (name === 'br') this.#break();
    if (blocks.has(name)) this.#endBlock(apart.has(name));
    if (name === 'pre') this.#pre += 1;
    if (name === 'blockquote') this.#quotes += 1;
    if (name === 'ul') this.#lists.push(null);
    if (name === 'ol') this.#lists.push({ next: Number(attributes.start) || 1 });
    if (name === 'li') this.#put(this.#mark());
    if (name === 'hr') {
      this.#put('---');
      this.#endBlock(false);
    }
    if ((name === 'td' || name === 'th') && !this.#blank) this.#put('  ');
    if (name === 'img' && attributes.alt) this.write(attributes.alt.slice(0, 200));
    if (name === 'a')
      this.#link = { href: attributes.href ?? '', from: this.#pieces.length, line: this.#lines.length };
  }

  write(text: string): void {
    if (this.#hidden > 0 || this.#ended) return;
    if (this.#pre > 0) {
      for (const [at, piece] of text.split(/\r\n|\r|\n/).entries()) {
        if (at > 0) this.#break();
        this.#put(piece);
      }
      return;
    }
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    this.#put(this.#spaced ? words.replace(/^ /, '') : words);
  }

  close(name: string): void {
    if (this.#ended) return;
    const top = this.#open.at(-1);
    if (top?.name === name) {
      this.#open.pop();
      if (top.hidden) this.#hidden -= 1;
      if (top.hidden) return;
    }
    if (this.#hidden > 0) return;
    if (name === 'a') this.#showTarget();
    if (!blocks.has(name)) return;
    this.#endBlock(apart.has(name));
    if (name === 'pre') this.#pre = Math.max(0, this.#pre - 1);
    if (name === 'blockquote') this.#quotes = Math.max(0, this.#quotes - 1);
    if (name === 'ul' || name === 'ol') this.#lists.pop();
  }

  text(): string {
    this.#endBlock(false);
    return this.#lines
      .join('\n')
      .replace(/\u00a0/g, ' ')
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  #showTarget(): void {
    const link = this.#link;
    this.#link = null;
    if (!link || !/^https?:/i.test(link.href) || link.href.length > 2000) return;
    const shown = link.line === this.#lines.length ? this.#pieces.slice(link.from).join('').trim() : '…';
    const bare = (address: string) => address.replace(/^https?:\/\/(?:www\.)?|\/$/gi, '').toLowerCase();
    if (shown !== '' && bare(shown) !== bare(link.href)) this.#put(` (${link.href})`);
  }

  #mark(): string {
    const indent = '  '.repeat(Math.min(8, Math.max(0, this.#lists.length - 1)));
    const list = this.#lists.at(-1);
    if (!list) return `${indent}- `;
    list.next += 1;
    return `${indent}${list.next - 1}. `;
  }

  #put(text: string): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.#spaced = text.endsWith(' ');
    if (this.#blank && text.trim() !== '') this.#blank = false;
    this.#started = true;
  }

  #break(): void {
    this.#lines.push(this.#quoted(this.#taken()));
    this.#started = true;
  }

  #taken(): string {
    const line = this.#pieces.join('');
    this.#pieces = [];
    this.#blank = true;
    this.#spaced = true;
    return line;
  }

  #endBlock(withSpace: boolean): void {
    const blank = this.#blank;
    const line = this.#taken();
    if (!blank) this.#lines.push(this.#quoted(line));
    if (withSpace && this.#started && (this.#lines.at(-1) ?? '').replace(/[> ]/g, '') !== '')
      this.#lines.push(this.#quoted(''));
  }

  #quoted(line: string): string {
    return ('> '.repeat(Math.min(20, this.#quotes)) + line).trimEnd();
  }
}

const voids = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
