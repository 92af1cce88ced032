import type { FullTicket, TicketMessage } from '../queries.ts';

export type TimelineEntry = FullTicket['timeline'][number];
/** What stands in a conversation, from top to bottom. */
export type Part =
  | { kind: 'message'; message: TicketMessage }
  | { kind: 'events'; id: string; entries: TimelineEntry[] }
  | { kind: 'fold'; count: number; parts: Part[] };

// what the messages themselves tell
const toldByMessages = new Set([
  'ticket.opened',
  'ticket.message_received',
  'ticket.answered',
  'ticket.auto_replied',
  'ticket.automatic_received',
  'ticket.noted',
  'ticket.mentioned',
  'ticket.thread_message',
]);

const newestShown = 3;
const fewestFolded = 4;

/** Messages in order, with what happened between them. What a message tells is left out, unless it changed something else. */
export function conversationOf(
  messages: readonly TicketMessage[],
  timeline: readonly TimelineEntry[],
): Part[] {
  const parts: Part[] = [];
  const events = timeline.filter((entry) => !toldByMessages.has(entry.kind) || changesStatus(entry));
  let next = 0;
  const take = (until: number) => {
    const entries: TimelineEntry[] = [];
    for (let entry = events[next]; entry && Date.parse(entry.at) < until; entry = events[next]) {
      entries.push(entry);
      next += 1;
    }
    const [first] = entries;
    if (first) parts.push({ kind: 'events', id: first.id, entries });
  };
  for (const message of messages) {
    take(Date.parse(message.at));
    parts.push({ kind: 'message', message });
  }
  take(Number.POSITIVE_INFINITY);
  return parts;
}

/** Whether an event says that the ticket stands differently now. */
export function changesStatus({ kind, data }: TimelineEntry): boolean {
  const { changes } = data;
  if (kind === 'ticket.opened' || typeof changes !== 'object' || changes === null) return false;
  return 'status_key' in changes;
}

/**
 * Puts the middle of a long conversation behind one line: all but the request itself, the newest messages, and what is
 * not read yet. `readUntil`: up to when `reader` read it; null when never, and then nothing is folded.
 */
export function folded(parts: readonly Part[], reader: string, readUntil: string | null): Part[] {
  if (readUntil === null) return [...parts];
  const at = parts.flatMap((part, index) => (part.kind === 'message' ? [index] : []));
  const from = at[1];
  const firstUnread = at.findIndex((index) => {
    const part = parts[index];
    return part?.kind === 'message' && part.message.author.id !== reader && part.message.at > readUntil;
  });
  const shownFrom = Math.min(at.length - newestShown, firstUnread < 0 ? at.length : firstUnread);
  const to = at[shownFrom];
  if (from === undefined || to === undefined || shownFrom - 1 < fewestFolded) return [...parts];
  return [
    ...parts.slice(0, from),
    { kind: 'fold', count: shownFrom - 1, parts: parts.slice(from, to) },
    ...parts.slice(to),
  ];
}
