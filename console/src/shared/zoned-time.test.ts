import { describe, expect, it } from 'vitest';
import { endOfDay, momentOf, wallOf } from './zoned-time.ts';

describe('wall clock and moment', () => {
  it('reads a wall clock in its zone, not in that of the machine', () => {
    expect(momentOf('2026-11-23T14:20', 'Asia/Shanghai')).toBe('2026-11-23T06:20:00.000Z');
    expect(momentOf('2026-11-23T14:20', 'Europe/Madrid')).toBe('2026-11-23T13:20:00.000Z');
  });

  it('knows the summer offset on both sides of the switch (Madrid, 29 March 2026)', () => {
    expect(momentOf('2026-03-29T01:30', 'Europe/Madrid')).toBe('2026-03-29T00:30:00.000Z');
    expect(momentOf('2026-03-29T03:30', 'Europe/Madrid')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('ends a day at midnight in its zone', () => {
    expect(endOfDay(Date.parse('2026-11-23T17:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-24T16:00:00.000Z');
    expect(endOfDay(Date.parse('2026-03-28T12:00:00Z'), 'Europe/Madrid')).toBe('2026-03-28T23:00:00.000Z');
    expect(endOfDay(Date.parse('2026-03-29T12:00:00Z'), 'Europe/Madrid')).toBe('2026-03-29T22:00:00.000Z');
  });

  it('goes there and back', () => {
    for (const zone of ['Asia/Shanghai', 'Europe/Madrid', 'America/Mexico_City', 'Asia/Kathmandu'])
      expect(wallOf(momentOf('2026-07-01T09:05', zone) ?? '', zone)).toBe('2026-07-01T09:05');
  });

  it('gives nothing for what is no time', () => {
    expect(momentOf('', 'Asia/Shanghai')).toBeNull();
  });
});
