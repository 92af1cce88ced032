import type { Metric } from '@shouwen/api';

export type Measure = 'number' | 'length' | 'share';
/** Whether more is better, worse, or just more. */
export type Direction = 'up' | 'down' | 'none';

interface Shown {
  measure: Measure;
  better: Direction;
}
const number = (better: Direction): Shown => ({ measure: 'number', better });
const length: Shown = { measure: 'length', better: 'down' };

/** How each metric is shown. */
export const shown: Record<Metric, Shown> = {
  received: number('none'),
  answered: number('none'),
  replies: number('none'),
  solved: number('none'),
  backlog: number('down'),
  first_reply_median: length,
  first_reply_p90: length,
  first_reply_counted_median: length,
  first_reply_counted_p90: length,
  resolution_median: length,
  resolution_p90: length,
  resolution_counted_median: length,
  resolution_counted_p90: length,
  reopen_rate: { measure: 'share', better: 'down' },
  kept_rate: { measure: 'share', better: 'up' },
};

/** What stands beside a figure: the same in another share of the cases, or in the time that obligations count. */
export type Beside = Extract<
  Metric,
  | 'replies'
  | 'first_reply_p90'
  | 'first_reply_counted_median'
  | 'resolution_p90'
  | 'resolution_counted_median'
>;
export interface Tile {
  metric: Metric;
  beside: readonly Beside[];
}
export const tiles: readonly Tile[] = [
  { metric: 'received', beside: [] },
  { metric: 'answered', beside: ['replies'] },
  { metric: 'solved', beside: [] },
  { metric: 'backlog', beside: [] },
  { metric: 'first_reply_median', beside: ['first_reply_p90', 'first_reply_counted_median'] },
  { metric: 'resolution_median', beside: ['resolution_p90', 'resolution_counted_median'] },
  { metric: 'reopen_rate', beside: [] },
  { metric: 'kept_rate', beside: [] },
];

// of fewer than this a share would make much of little
const few = 20;

/** A change against the period before: how large, and whether that is good; null when there is nothing to compare. */
export function changeOf(
  metric: Metric,
  value: number | null,
  before: number | null,
): { by: number; unit: 'number' | 'percent' | 'points'; tone: 'good' | 'bad' | 'even' } | null {
  if (value === null || before === null) return null;
  const { measure, better } = shown[metric];
  const unit = measure === 'share' ? 'points' : measure === 'number' && before < few ? 'number' : 'percent';
  if (unit === 'percent' && before === 0) return null;
  const apart = value - before;
  const by = { number: apart, points: apart * 100, percent: (apart / before) * 100 }[unit];
  const rounded = Math.round(by * (unit === 'points' ? 10 : 1)) / (unit === 'points' ? 10 : 1);
  const tone =
    rounded === 0 || better === 'none' ? 'even' : rounded > 0 === (better === 'up') ? 'good' : 'bad';
  return { by: rounded, unit, tone };
}

/** The next round number, so that an axis from 0 ends on one. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= value) ?? 10;
  return step * power;
}

const lengths = [
  5, 10, 15, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 2880, 4320, 7200, 10080, 14400, 20160,
].map((minutes) => minutes * 60_000);
/** Where the axis of a metric ends: at a round number, length or share. */
export function axisEnd(measure: Measure, most: number): number {
  if (measure === 'share') return 1;
  if (measure === 'length')
    return lengths.find((each) => each >= most) ?? roundUp(most / 86_400_000) * 86_400_000;
  return Math.max(4, roundUp(most));
}
