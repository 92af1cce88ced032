import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksIn, snippetOf } from './highlight.ts';
import { readQuery } from './query.ts';

const marked = (typed: string, text: string) => {
  const { clauses } = readQuery(typed, { isStatus: () => false });
  return marksIn(text, clauses).marks.map(({ from, to }) => text.slice(from, to));
};

// made once: fast-check needs a while to set it up
const anything = fc.string({ unit: 'binary', maxLength: 120 });

describe('highlighting', () => {
  it.each([
    ['网络', '我家的网络断了，网络！', ['网络', '网络']],
    ['票', '发票和票务', ['票', '票']],
    ['网络断了', '我家的网络断了', ['网络断了']],
    ['envio', 'El envío y los envíos', ['envío', 'envíos']],
    ['reclamaciones', 'Mi reclamación', ['reclamación']],
    ['12345', 'ORDER-12345', ['12345']],
    ['order-12345', 'see ORDER-12345 now', ['ORDER-12345']],
    ['iPhone15手机', '我的iPhone15手机坏了', ['iPhone15手机']],
    ['maria', 'maria.lopez@shop.example', ['maria']],
    ['maria.lopez@shop.example', 'to maria.lopez@shop.example now', ['maria.lopez@shop.example']],
    ['refund -order', 'a refund of the order', ['refund']],
    ['from:ana', 'Ana Gil', ['Ana']],
    ['tag:vip', 'vip', []],
    ['"my order"', 'My order, your order', ['My order']],
    ['ガス', 'ｶﾞｽが', ['ｶﾞｽ']],
    ['refund refunds', 'refunds', ['refunds']],
  ])('%s in «%s»', (typed, text, expected) => {
    expect(marked(typed, text)).toEqual(expected);
  });

  it('shows a piece of the text around the first mark, on one line', () => {
    const text = `${'Lorem ipsum dolor. '.repeat(40)}the refund\nplease ${'and more '.repeat(40)}`;
    const { marks } = marksIn(text, readQuery('refund', { isStatus: () => false }).clauses);
    const snippet = snippetOf(text, marks);
    expect(snippet.text).toMatch(/^….*the refund please.*…$/);
    expect(snippet.text.length).toBeLessThanOrEqual(162);
    expect(snippet.marks.map(({ from, to }) => snippet.text.slice(from, to))).toEqual(['refund']);
  });

  it('never marks outside of the piece, whatever the text', () => {
    fc.assert(
      fc.property(anything, anything, (text, typed) => {
        const { clauses } = readQuery(typed, { isStatus: () => false });
        const snippet = snippetOf(text, marksIn(text, clauses).marks, 40);
        expect(/\p{Cs}/u.test(snippet.text)).toBe(false);
        let last = 0;
        for (const { from, to } of snippet.marks) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(snippet.text.length);
          last = to;
        }
      }),
    );
  });
});
