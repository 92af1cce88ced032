import type { Highlight } from '@shouwen/api';

/** A stretch of a text that is marked, or is not. */
export interface Piece {
  /** where it begins: tells pieces of one text apart */
  at: number;
  text: string;
  marked: boolean;
}

/** A highlighted text in stretches; marks are in order and do not overlap. */
export function piecesOf({ text, marks }: Pick<Highlight, 'text' | 'marks'>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    pieces.push({ at, text: text.slice(at, from), marked: false });
    pieces.push({ at: from, text: text.slice(from, to), marked: true });
    at = to;
  }
  pieces.push({ at, text: text.slice(at), marked: false });
  return pieces.filter((piece) => piece.text !== '');
}
