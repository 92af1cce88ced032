import { describe, expect, it } from 'vitest';
import { lastTerm, quoted, ticketByNumber, withValue } from './last-term.ts';

describe('the term that is being typed', () => {
  it.each([
    ['tag:vi', { key: 'tag', value: 'vi' }],
    ['refund tag:', { key: 'tag', value: '' }],
    ['-标签：大', { key: 'tag', value: '大' }],
    ['退款，来自:王', { key: 'from', value: '王' }],
    ['de:"Ana', { key: 'from', value: 'Ana' }],
    ['Estado:ab', { key: 'status', value: 'ab' }],
  ])('%s', (typed, expected) => {
    expect(lastTerm(typed)).toEqual(expected);
  });

  it.each(['', 'refund', 'tag:vip ', 'http://x', 'mytag:vip', 'subject:tag'])('«%s» has no key', (typed) => {
    expect(lastTerm(typed)).toBeNull();
  });

  it('is filled in, in quotes where it needs them', () => {
    expect(withValue('refund tag:vi', 'VIP')).toBe('refund tag:VIP ');
    expect(withValue('-tag:', 'big customer')).toBe('-tag:"big customer" ');
    expect(withValue('de:"an', 'Ana Gil')).toBe('de:"Ana Gil" ');
    expect(quoted('a "b" c')).toBe('"a  b  c"');
  });
});

it('knows a ticket by its full number only when it is there', () => {
  const suggestion = { kind: 'ticket', number: 12, subject: 'x', status_category: 'open' } as const;
  expect(ticketByNumber(' #12 ', [suggestion])).toBe(12);
  expect(ticketByNumber('＃12', [suggestion])).toBe(12);
  expect(ticketByNumber('12', [suggestion])).toBeNull();
  expect(ticketByNumber('#13', [suggestion])).toBeNull();
});
