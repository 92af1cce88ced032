import { expect, it } from 'vitest';
import { piecesOf } from './pieces.ts';

it('takes a text apart at its marks, without empty stretches', () => {
  const pieces = (text: string, ...marks: [number, number][]) =>
    piecesOf({ text, marks: marks.map(([from, to]) => ({ from, to })) }).map(({ text: part, marked }) =>
      marked ? `<${part}>` : part,
    );
  expect(pieces('no marks')).toEqual(['no marks']);
  expect(pieces('我家的网络断了', [3, 5])).toEqual(['我家的', '<网络>', '断了']);
  expect(pieces('router', [0, 6])).toEqual(['<router>']);
  expect(pieces('ab', [0, 1], [1, 2])).toEqual(['<a>', '<b>']);
});
