/** Of a message's text: what its author wrote, and what was quoted below it ('' when nothing was). */
export interface Quoted {
  own: string;
  quoted: string;
}

// the line above a quotation, as mail programs write it in the languages of our customers
const introduction = /(?:\bwrote|\bschrieb|escribió|写道|寫道)\s*[:：]?\s*$/iu;
const wholeIntroduction = /^(?:On |El |Am |Le |在).{8,160}[:：]\s*$/iu;
const separator =
  /^\s*[-_—]{2,}\s*(?:original message|forwarded message|mensaje original|mensaje reenviado|原始邮件|原始郵件|转发的邮件)\s*[-_—]{2,}\s*$/iu;
const head = /^\s*[>*]*\s*(?:from|de|发件人|寄件者)\s*[:：]/iu;
const headLine = /^\s*[>*]*\s*(?:subject|asunto|主题|主旨|sent|enviado|发送时间|date|fecha|日期)\s*[:：]/iu;

/** Finds what a mail program quoted at the end of an answer. Something between quotations, or after them, is the author's own. */
export function splitQuoted(text: string): Quoted {
  const lines = text.split('\n');
  const at = Math.min(headAt(lines), quotationAt(lines));
  const own = lines.slice(0, at).join('\n').trimEnd();
  if (at >= lines.length || own.trim() === '') return { own: text, quoted: '' };
  return { own, quoted: lines.slice(at).join('\n').trim() };
}

/** Of a mail whose new words are known: what stands below them, or the whole of it when they stand among what is quoted. */
export function splitFresh(text: string, fresh: string): Quoted {
  const quoted = text.startsWith(fresh) ? text.slice(fresh.length) : text;
  return { own: fresh, quoted: quoted.trim() };
}

/** Where a whole earlier mail begins with its head. */
function headAt(lines: readonly string[]): number {
  const at = lines.findIndex(
    (line, index) =>
      separator.test(line) ||
      (head.test(line) && lines.slice(index + 1, index + 5).some((next) => headLine.test(next))),
  );
  return at < 0 ? lines.length : at;
}

/** Where lines that begin with `>` reach to the end, with the line that introduces them. */
function quotationAt(lines: readonly string[]): number {
  let at = lines.length;
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? '';
    if (line.startsWith('>')) at = index;
    else if (line.trim() !== '') break;
  }
  if (at === lines.length) return at;
  let above = at - 1;
  while (above >= 0 && lines[above]?.trim() === '') above -= 1;
  const from = (length: number) => Math.max(0, above - length + 1);
  const words = (length: number) =>
    lines
      .slice(from(length), above + 1)
      .join(' ')
      .trim();
  // it may be broken over two lines
  for (const length of [1, 2]) if (wholeIntroduction.test(words(length))) return from(length);
  return introduction.test(words(1)) ? from(1) : at;
}

const introduces = (line: string) => introduction.test(line) || wholeIntroduction.test(line);

/** The same of formatted text: a quotation at the end that something introduces, as mail programs make it. */
export function splitNodes<N extends { nodeName: string; textContent: string | null }>(
  nodes: readonly N[],
): { own: N[]; quoted: N[] } {
  const filled = nodes.filter((node) => node.textContent?.trim() || node.nodeName !== '#text');
  const last = filled.at(-1);
  const above = filled.at(-2);
  const introduced = last?.nodeName === 'BLOCKQUOTE' && introduces((above?.textContent ?? '').trim());
  if (!above || !introduced || filled.length < 3) return { own: [...nodes], quoted: [] };
  return { own: nodes.slice(0, nodes.indexOf(above)), quoted: nodes.slice(nodes.indexOf(above)) };
}
