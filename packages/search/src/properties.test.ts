import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseOf } from './clause.ts';
import { limits } from './lexemes.ts';
import { readQuery } from './query.ts';
import { holds } from './testing/holds.ts';
import { partsOf } from './testing/parts-of.ts';

// few characters, so that pieces come back in other orders
const chinese = fc.string({ unit: fc.constantFrom(...'网络订单票务退款'), minLength: 1, maxLength: 60 });
const pieces = fc.array(
  fc.oneof(chinese, fc.constantFrom('，', ' ', 'iPhone15', '\n', '12,345', 'a@b.example')),
  {
    minLength: 1,
    maxLength: 12,
  },
);
const anything = fc.string({ unit: 'binary', maxLength: 200 });

const isIn = (text: string, word: string) => {
  const clause = clauseOf(word);
  if (!clause) throw new Error(`nothing to look for in ${word}`);
  return holds(partsOf(text), clause);
};

describe('Chinese words', () => {
  it('are found exactly where they stand, whole and unbroken', () => {
    fc.assert(
      fc.property(pieces, chinese, (written, word) => {
        const text = written.join('');
        expect(isIn(text, word.slice(0, 12))).toBe(text.includes(word.slice(0, 12)));
      }),
      { numRuns: 500 },
    );
  });

  it('are found by every part of a run, from one character on', () => {
    fc.assert(
      fc.property(chinese, fc.nat(), fc.integer({ min: 1, max: 30 }), (text, at, length) => {
        const from = at % text.length;
        expect(isIn(text, text.slice(from, from + length))).toBe(true);
      }),
    );
  });

  it('are found over the border of two parts of a long document', () => {
    const unit = fc.constantFrom(...'网络订单票务退款');
    const long = fc.string({
      unit,
      minLength: limits.places - 40,
      maxLength: limits.places + 400,
      size: 'max',
    });
    fc.assert(
      fc.property(long, fc.nat(), fc.integer({ min: 2, max: 30 }), (text, at, length) => {
        const from = at % text.length;
        expect(isIn(text, text.slice(from, from + length))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('documents', () => {
  it('stay within what PostgreSQL keeps', () => {
    const texts = [
      '哈'.repeat(5_000),
      'word '.repeat(5_000),
      `${'x'.repeat(300)} `.repeat(3_000),
      '1-'.repeat(4_000),
    ];
    for (const parts of texts.map((text) => partsOf(text))) {
      expect(parts.length).toBeGreaterThan(1);
      for (const part of parts) {
        expect(Buffer.byteLength(part)).toBeLessThan(1_000_000);
        expect(part.startsWith("'x:parts' ")).toBe(true);
        for (const [, lexeme = '', places = ''] of part.matchAll(/'([^']*)':([\d,]+)/g)) {
          expect(Buffer.byteLength(lexeme)).toBeLessThan(2_000);
          expect(places.split(',').length).toBeLessThanOrEqual(limits.placesOfAWord);
          expect(Number(places.split(',').at(-1))).toBeLessThanOrEqual(limits.places + 1);
        }
      }
    }
    expect(partsOf('short')).toHaveLength(1);
    expect(partsOf('')).toEqual(['']);
  });

  it('can be made of anything, and anything can be asked', () => {
    fc.assert(
      fc.property(anything, anything, (text, typed) => {
        const parts = partsOf(text);
        const { clauses } = readQuery(typed, { isStatus: () => true });
        for (const clause of clauses) holds(parts, clause);
        const itself = clauseOf(text);
        expect(itself === null || holds(parts, itself)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
