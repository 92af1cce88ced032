import { describe, expect, it } from 'vitest';
import { coverage, paint, typedIntervals } from './paint.ts';

describe('painting a day', () => {
  it('opens and closes stretches, and leaves the rest to the minute', () => {
    expect(paint([], 540, 720, true)).toEqual(['09:00-12:00']);
    expect(paint(['09:00-12:00'], 720, 780, true)).toEqual(['09:00-13:00']);
    expect(paint(['08:45-17:10'], 720, 780, false)).toEqual(['08:45-12:00', '13:00-17:10']);
    expect(paint(['09:00-12:00', '13:00-18:00'], 690, 810, true)).toEqual(['09:00-18:00']);
    expect(paint(['09:00-12:00'], 540, 720, false)).toEqual([]);
    expect(paint([], 0, 1440, true)).toEqual(['00:00-24:00']);
  });

  it('keeps what a night has after midnight', () => {
    expect(paint(['22:00-06:00'], 1290, 1320, true)).toEqual(['21:30-06:00']);
    expect(paint(['22:00-06:00'], 1320, 1350, false)).toEqual(['22:30-06:00']);
    expect(paint(['22:00-06:00'], 1320, 1440, false)).toEqual([]);
  });

  it('knows what is open, partly open and closed', () => {
    const day = ['09:00-12:15', '22:00-06:00'];
    expect([
      coverage(day, 540, 570),
      coverage(day, 720, 750),
      coverage(day, 780, 810),
      coverage(day, 1410, 1440),
      coverage(day, 0, 30),
    ]).toEqual(['open', 'part', 'closed', 'open', 'closed']);
  });
});

describe('typed intervals', () => {
  it('are read in the usual ways', () => {
    expect(typedIntervals('9:00-12:00, 13-18')).toEqual(['09:00-12:00', '13:00-18:00']);
    expect(typedIntervals('22：00至06：00')).toEqual(['22:00-06:00']);
    expect(typedIntervals('')).toEqual([]);
  });

  it('are refused when they are none', () => {
    for (const text of ['nine to five', '09:00', '09:00-25:00', '09:00-09:00', '09:70-10:00'])
      expect(typedIntervals(text), text).toBeNull();
  });
});
