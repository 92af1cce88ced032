import type { Highlight } from '@shouwen/api';
import { piecesOf } from './pieces.ts';

/** A found text with the words that were asked for marked in it. */
export function Marked({ highlight }: { highlight: Pick<Highlight, 'text' | 'marks'> }) {
  return piecesOf(highlight).map((piece) =>
    piece.marked ? <mark key={piece.at}>{piece.text}</mark> : <span key={piece.at}>{piece.text}</span>,
  );
}
