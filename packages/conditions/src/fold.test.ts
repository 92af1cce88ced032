import { describe, expect, it } from 'vitest';
import { capitalsFor, fold } from './fold.ts';

describe('fold', () => {
  it.each([
    ['ÁVILA Ñandú', 'ávila ñandú'],
    ['ΣΑΣ', 'σασ'],
    ['ПРИВЕТ', 'привет'],
    ['投诉 ＡＢＣ', '投诉 ａｂｃ'],
    ['İstanbul', 'İstanbul'],
    ['\u212a', '\u212a'],
    ['straße', 'straße'],
    ['𐐀', '𐐨'],
  ])('%s becomes %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('folds every character to one character, once for all, and never across the border of ASCII', () => {
    const wrong: string[] = [];
    for (let code = 1; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      const folded = fold(character);
      const fine = [...folded].length === 1 && fold(folded) === folded && code < 0x80 === folded < '\u0080';
      if (!fine) wrong.push(character);
    }
    expect(wrong).toEqual([]);
  });
});

describe('capitalsFor', () => {
  it('gives nothing for a text whose letters are ASCII or have no case', () => {
    expect(capitalsFor('repair 12 投诉 100%')).toEqual({ from: '', to: '' });
  });

  it('gives each capital of each letter once', () => {
    expect(capitalsFor('ñañá')).toEqual({ from: 'ÑÁ', to: 'ñá' });
    expect(capitalsFor('å')).toEqual({ from: 'Å\u212b', to: 'åå' });
  });

  it('knows the capitals of every letter that some character folds to', () => {
    const missing: string[] = [];
    for (let code = 0x80; code <= 0x1ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const capital = String.fromCodePoint(code);
      const letter = fold(capital);
      if (letter !== capital && !capitalsFor(letter).from.includes(capital)) missing.push(capital);
    }
    expect(missing).toEqual([]);
    expect(fold(String.fromCodePoint(0x20000))).toBe(String.fromCodePoint(0x20000));
  });

  it('covers all characters that have a case: none lies beyond the table', () => {
    for (let code = 0x20000; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (fold(character) !== character) throw new Error(`U+${code.toString(16)} lies beyond the table`);
    }
  });
});
