import type { Column } from './queries.ts';

/** How much somebody has to do, next to the others of the team. */
export type Load = 'none' | 'usual' | 'heavy';

const atLeast = 5; // below, a difference says nothing
const heavyShare = 1.5;

/** Everything that somebody has in hand and can move: waiting for others is left out, other teams' tickets are in. */
export const inHand = (column: Column): number => column.open - column.waiting + column.elsewhere;

/** Who carries clearly more than the team does on average. */
export function loadOf(column: Column, columns: readonly Column[]): Load {
  const own = inHand(column);
  if (column.owner === null) return 'usual';
  if (own === 0) return 'none';
  const members = columns.filter((each) => each.owner !== null && each.member);
  const mean = members.reduce((sum, each) => sum + inHand(each), 0) / Math.max(1, members.length);
  return own >= atLeast && own > mean * heavyShare ? 'heavy' : 'usual';
}
