import type { Opening } from './calendar.ts';
import { DAY, MINUTE } from './plain-day.ts';

/** A stretch of time in which the clocks of a zone stand at one distance from UTC, all in milliseconds. */
interface Segment {
  from: number;
  to: number;
  offset: number;
}

/**
 * The clocks of a time zone. A **wall time** is what they show, as milliseconds since 1 January 1970 on those clocks; so
 * day `n` has the wall times from `n * DAY` to `(n + 1) * DAY`. A moment has one wall time. A wall time has one moment,
 * or none (the hour missing in spring), or two (the one repeated in autumn).
 */
export interface Zone {
  /** What the clocks show at a moment. */
  wallAt(at: number): number;
  /** The number of the day that it is at a moment. */
  dayAt(at: number): number;
  /**
   * The first moment after which the clocks do not show anything before `wall` any more. Of a repeated time the second,
   * for a missing one the moment at which the clocks jump.
   */
  reached(wall: number): number;
  /** The stretches of time in which the clocks show something from `from` (inclusive) to `to` (exclusive), in order. */
  stretches(from: number, to: number): Opening[];
}

/** How far from a change of the clocks a wall time may be touched by it. Samoa once jumped over a whole day. */
const NEAR = 25 * 60 * MINUTE;
/** No zone is further from UTC. */
const FURTHEST = 15 * 60 * MINUTE;
const known = new Map<string, Zone>();

/**
 * The zone of a name of the IANA database, with every change of its clocks that the runtime knows.
 *
 * @throws RangeError when the runtime does not know it.
 */
export function zoneOf(name: string): Zone {
  const before = known.get(name);
  if (before) return before;
  const segmentAt = segmentsOf(name);
  const zone: Zone = {
    wallAt: (at) => at + segmentAt(at).offset,
    dayAt: (at) => Math.floor((at + segmentAt(at).offset) / DAY),
    reached(wall) {
      let result = Number.NEGATIVE_INFINITY;
      for (const segment of around(segmentAt, wall, wall)) {
        const end = Math.min(segment.to, wall - segment.offset);
        if (end > segment.from) result = end;
      }
      return result;
    },
    stretches(from, to) {
      const segment = segmentAt(from - segmentAt(from).offset);
      const one = { from: from - segment.offset, to: to - segment.offset };
      if (one.from - segment.from >= NEAR && segment.to - one.to >= NEAR) return [one];
      return nearChange(segmentAt, from, to);
    },
  };
  known.set(name, zone);
  return zone;
}

function nearChange(segmentAt: (at: number) => Segment, from: number, to: number): Opening[] {
  const result: Opening[] = [];
  for (const segment of around(segmentAt, from, to)) {
    const part = {
      from: Math.max(segment.from, from - segment.offset),
      to: Math.min(segment.to, to - segment.offset),
    };
    if (part.from >= part.to) continue;
    const last = result.at(-1);
    if (last && last.to === part.from) result[result.length - 1] = { from: last.from, to: part.to };
    else result.push(part);
  }
  return result;
}

/** Every segment in which a wall time from `from` to `to` may lie. */
function* around(segmentAt: (at: number) => Segment, from: number, to: number): Generator<Segment> {
  let at = from - NEAR - FURTHEST;
  while (at < to + NEAR + FURTHEST) {
    const segment = segmentAt(at);
    yield segment;
    at = segment.to;
  }
}

// The database says nothing sure outside these years; there the clocks stay as they are at the edge.
const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(2300, 0, 1);
/** Looked at in one go; a change that is taken back within a week would be overlooked, and there is none. */
const CHUNK = 364 * DAY;
const STEP = 7 * DAY;

/** Finds the segment of a moment. What was found out about a stretch of years is kept: the clocks' history is a fact. */
function segmentsOf(name: string): (at: number) => Segment {
  const offsetAt = offsetReader(name);
  const chunks = new Map<number, Segment[]>();
  const chunkOf = (index: number): Segment[] => {
    let chunk = chunks.get(index);
    if (!chunk) {
      chunk = segmentsIn(offsetAt, index * CHUNK, (index + 1) * CHUNK);
      chunks.set(index, chunk);
    }
    return chunk;
  };
  const edges = [offsetAt(FIRST), offsetAt(LAST)] as const;
  return (at) => {
    if (at < FIRST) return { from: Number.NEGATIVE_INFINITY, to: FIRST, offset: edges[0] };
    if (at >= LAST) return { from: LAST, to: Number.POSITIVE_INFINITY, offset: edges[1] };
    const chunk = chunkOf(Math.floor(at / CHUNK));
    for (const segment of chunk) if (at < segment.to) return segment;
    throw new Error(`no segment of ${name} holds ${at}`);
  };
}

function segmentsIn(offsetAt: (at: number) => number, from: number, to: number): Segment[] {
  let current: Segment = { from, to, offset: offsetAt(from) };
  const segments = [current];
  for (let step = from; step < to; step += STEP) {
    // Once more from each change that was found: there may be a second one in the same week.
    for (let at = step; offsetAt(step + STEP) !== current.offset; at = current.from) {
      const change = changeBetween(offsetAt, at, step + STEP, current.offset);
      if (change >= to) break;
      current.to = change;
      current = { from: change, to, offset: offsetAt(change) };
      segments.push(current);
    }
  }
  return segments;
}

/** The first second at which the offset is not `before` any more, between two moments of which only the first has it. */
function changeBetween(offsetAt: (at: number) => number, from: number, to: number, before: number): number {
  let [low, high] = [from / 1000, to / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}

function offsetReader(name: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
}
