import { charsetOfWords, decodeHeader, type RawText, storable } from './words.ts';

/** The headers of a mail or of a part: each may stand more than once. */
export class Headers {
  #lines: ReadonlyMap<string, RawText[]>;
  /** a charset that bytes without a name may be in */
  readonly hint: string | null;

  constructor(lines: readonly { key: string; line: string }[], hint: string | null = null) {
    const found = new Map<string, RawText[]>();
    for (const { key, line } of lines) {
      if (key === '') continue;
      const value = line.slice(line.indexOf(':') + 1);
      const others = found.get(key);
      if (others) others.push(value);
      else found.set(key, [value]);
    }
    this.#lines = found;
    this.hint = hint ?? charsetOfWords(lines.map(({ line }) => line));
  }

  /** as they came, folding and all */
  raw(name: string): RawText[] {
    return this.#lines.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.#lines.has(name);
  }

  /** the decoded text of the first; '' when there is none */
  text(name: string): string {
    const [first] = this.raw(name);
    return first === undefined ? '' : decodeHeader(first, this.hint);
  }

  texts(name: string): string[] {
    return this.raw(name).map((each) => decodeHeader(each, this.hint));
  }

  names(): string[] {
    return [...this.#lines.keys()];
  }
}

const longestId = 500; // characters; an index has to hold it

/** The ids that a Message-ID, In-Reply-To or References header names, without < >, in their order. */
export function idsOf(headers: Headers, name: string): string[] {
  const value = headers
    .raw(name)
    .join(' ')
    .slice(0, 100_000)
    .replace(/\r?\n\s*/g, ' ');
  const marked = [...value.matchAll(/<([^<>]+)>/g)].map((match) => (match[1] ?? '').replace(/\s+/g, ''));
  const found = marked.length > 0 ? marked : value.split(/[\s,]+/).filter((each) => each.includes('@'));
  return [...new Set(found.map((id) => storable(decodeHeader(id)).slice(0, longestId)))].filter(
    (id) => id !== '',
  );
}
