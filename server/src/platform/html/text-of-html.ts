import { Parser } from 'htmlparser2';

interface List {
  ordered: boolean;
  next: number;
}

/**
 * The plain text of cleaned formatted text: a paragraph is a line, so that an empty one is an empty line; lists keep
 * their marks, quotations get theirs, a link shows where it leads, an image what it is called.
 */
export function textOfHtml(html: string): string {
  const writer = new Writer();
  const parser = new Parser({
    onopentag: (name, attributes) => writer.open(name, attributes),
    ontext: (text) => writer.write(text),
    onclosetag: (name) => writer.close(name),
  });
  parser.end(html);
  return writer.text();
}

const blocks = ['p', 'h2', 'h3', 'pre', 'blockquote', 'ul', 'ol', 'li', 'hr'];

class Writer {
  #lines: string[] = [];
  /** null between blocks */
  #line: string | null = null;
  #lists: List[] = [];
  #quotes = 0;
  #mark = '';
  #links: { href: string; from: number }[] = [];

  open(name: string, attributes: Record<string, string>): void {
    if (blocks.includes(name)) this.#end();
    if (name === 'ul') this.#lists.push({ ordered: false, next: 1 });
    if (name === 'ol') this.#lists.push({ ordered: true, next: Number(attributes.start) || 1 });
    if (name === 'blockquote') this.#quotes += 1;
    if (name === 'li') this.#mark = this.#nextMark();
    if (name === 'p' || name === 'h2' || name === 'h3' || name === 'pre') this.#line = '';
    if (name === 'hr') this.#put('---');
    if (name === 'br') {
      this.#line ??= '';
      this.#end();
      this.#line = '';
    }
    if (name === 'img') this.write(`[${attributes.alt || '…'}]`);
    if (name === 'a') this.#links.push({ href: attributes.href ?? '', from: this.#line?.length ?? 0 });
  }

  write(text: string): void {
    if (this.#line === null && text.trim() === '') return; // between blocks
    for (const [at, piece] of text.split(/\r\n|\r|\n/).entries()) {
      if (at > 0) this.#end();
      this.#line = (this.#line ?? '') + piece;
    }
  }

  close(name: string): void {
    if (name === 'a') this.#showTarget();
    if (!blocks.includes(name)) return;
    this.#end();
    if (name === 'ul' || name === 'ol') this.#lists.pop();
    if (name === 'blockquote') this.#quotes -= 1;
    if (name === 'li') this.#mark = '';
  }

  text(): string {
    this.#end();
    return this.#lines.join('\n').replace(/\s+$/, '');
  }

  #showTarget(): void {
    const link = this.#links.pop();
    const shown = (this.#line ?? '').slice(link?.from ?? 0);
    const target = (link?.href ?? '').replace(/^(mailto|tel):/, '');
    if (target !== '' && shown !== target && shown !== '') this.write(` (${target})`);
  }

  #nextMark(): string {
    const list = this.#lists.at(-1);
    if (!list?.ordered) return '- ';
    list.next += 1;
    return `${list.next - 1}. `;
  }

  #end(): void {
    if (this.#line !== null) this.#put(this.#line);
    this.#line = null;
  }

  #put(line: string): void {
    const indent = '  '.repeat(Math.max(0, this.#lists.length - 1));
    const hang = this.#lists.length > 0 && this.#mark === '' ? '  ' : this.#mark;
    this.#lines.push(('> '.repeat(this.#quotes) + indent + hang + line).trimEnd());
    this.#mark = '';
  }
}
