import { describe, expect, it } from 'vitest';
import type { TicketMessage } from '../queries.ts';
import { conversationOf, folded, type Part, type TimelineEntry } from './fold.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString();
const message = (minute: number, author = 'ana'): TicketMessage => ({
  id: `m${minute}`,
  thread: 1,
  kind: 'incoming',
  channel: 'email',
  author: { kind: 'user', id: author, name: author },
  body: 'x',
  html: null,
  at: at(minute),
  attachments: [],
  mentions: [],
  fresh: null,
  mail_html: null,
  consultation_id: null,
  split_from: null,
  split_to: null,
  mail: null,
});
const event = (minute: number, kind: string, data: Record<string, unknown> = {}): TimelineEntry => ({
  id: `e${minute}`,
  kind,
  at: at(minute),
  actor: { kind: 'user', id: null, name: 'Ben' },
  data,
  payload: null,
});
const shape = (parts: readonly Part[]): unknown[] =>
  parts.map((part) => {
    if (part.kind === 'message') return part.message.id;
    if (part.kind === 'events') return part.entries.map((entry) => entry.id);
    return { [part.count]: shape(part.parts) };
  });
const minutes = (count: number) => Array.from({ length: count }, (_, minute) => message(minute));

describe('a conversation', () => {
  it('has between its messages what happened there, and not what they tell themselves', () => {
    const timeline = [
      event(0, 'ticket.opened'),
      event(1, 'ticket.taken'),
      event(2, 'ticket.transferred'),
      event(4, 'ticket.message_received'),
      event(5, 'ticket.answered', { changes: { status_key: { from: 'open', to: 'pending' } } }),
    ];
    expect(shape(conversationOf([message(0), message(4), message(5)], timeline))).toEqual([
      'm0',
      ['e1', 'e2'],
      'm4',
      'm5',
      ['e5'],
    ]);
  });

  it('folds what was read between the request and the newest three', () => {
    const parts = conversationOf(minutes(9), [event(2, 'ticket.taken')]);
    expect(shape(folded(parts, 'ben', at(9)))).toEqual([
      'm0',
      { 5: ['m1', 'm2', ['e2'], 'm3', 'm4', 'm5'] },
      'm6',
      'm7',
      'm8',
    ]);
  });

  it('leaves open what is not read yet, and everything to whom it is new', () => {
    const parts = conversationOf(minutes(12), []);
    expect(shape(folded(parts, 'ben', at(5)))).toEqual([
      'm0',
      { 5: ['m1', 'm2', 'm3', 'm4', 'm5'] },
      'm6',
      'm7',
      'm8',
      'm9',
      'm10',
      'm11',
    ]);
    expect(folded(parts, 'ben', null)).toEqual(parts);
    expect(folded(parts, 'ben', at(3))).toEqual(parts); // three would be folded: not worth a line
  });

  it('has read what the reader wrote', () => {
    const parts = conversationOf(
      [...minutes(6), message(6, 'ben'), ...[7, 8, 9].map((one) => message(one))],
      [],
    );
    expect(shape(folded(parts, 'ben', at(5)))).toEqual([
      'm0',
      { 6: ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'] },
      'm7',
      'm8',
      'm9',
    ]);
  });

  it('is left alone while it is short', () => {
    const parts = conversationOf(minutes(7), []);
    expect(folded(parts, 'ben', at(30))).toEqual(parts);
    expect(folded([], 'ben', at(30))).toEqual([]);
  });
});
