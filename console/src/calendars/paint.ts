/** Minutes from the midnight that begins the day; past midnight `to` lies above 1440. */
interface Stretch {
  from: number;
  to: number;
}
const DAY = 1440;

/** Opens or closes a stretch of a day, and gives the day's intervals as they are then. Everything else stays to the minute. */
export function paint(intervals: readonly string[], from: number, to: number, open: boolean): string[] {
  const before = intervals.flatMap((text) => readStretch(text) ?? []);
  const rest = before.flatMap((one) => [
    { from: one.from, to: Math.min(one.to, from) },
    { from: Math.max(one.from, to), to: one.to },
  ]);
  const parts = [...rest, ...(open ? [{ from, to }] : [])].filter((one) => one.from < one.to);
  parts.sort((a, b) => a.from - b.from);
  const united: Stretch[] = [];
  for (const one of parts) {
    const last = united.at(-1);
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else united.push({ ...one });
  }
  // What is left of a night after its midnight was closed begins on the next day; it is written there.
  return united.filter((one) => one.from < DAY).map(written);
}

/** Whether the desk is open during the whole of a stretch of the day, during a part of it, or not at all. */
export function coverage(intervals: readonly string[], from: number, to: number): 'open' | 'part' | 'closed' {
  let covered = 0;
  for (const text of intervals) {
    const one = readStretch(text);
    if (one) covered += Math.max(0, Math.min(one.to, to) - Math.max(one.from, from));
  }
  if (covered === 0) return 'closed';
  return covered >= to - from ? 'open' : 'part';
}

/** The intervals that a person typed, in any of the usual ways: `9:00-12:00, 13-18`. Null when it is no list of intervals. */
export function typedIntervals(text: string): string[] | null {
  const parts = text.split(/[,;、，；\n]/).map((part) => part.trim());
  const intervals: string[] = [];
  for (const part of parts.filter((one) => one !== '')) {
    const match = /^(\d{1,2})(?:[:：.](\d\d))?\s*[-–—~至]\s*(\d{1,2})(?:[:：.](\d\d))?$/.exec(part);
    if (!match) return null;
    const [, fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = match;
    const interval = `${fromHour.padStart(2, '0')}:${fromMinute}-${toHour.padStart(2, '0')}:${toMinute}`;
    if (!readStretch(interval)) return null;
    intervals.push(interval);
  }
  return intervals;
}

function readStretch(text: string): Stretch | null {
  const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text);
  if (!match) return null;
  const [from, to] = [Number(match[1]) * 60 + Number(match[2]), Number(match[3]) * 60 + Number(match[4])];
  if (from >= DAY || to > DAY || from === to || Number(match[2]) > 59 || Number(match[4]) > 59) return null;
  return { from, to: to < from ? to + DAY : to };
}

function written({ from, to }: Stretch): string {
  return `${clock(from)}-${clock(to > DAY ? to - DAY : to)}`;
}

export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
