import { expect, it } from 'vitest';
import { readDue } from './due.ts';

const startedAt = '2026-11-23T08:00:00Z';
const dueAt = '2026-11-23T16:00:00Z'; // eight hours
const at = (time: string) => readDue({ dueAt, startedAt, now: Date.parse(`2026-11-23T${time}Z`) });

it('is calm, then soon for the last quarter of the budget, then late', () => {
  expect(['08:00:00', '13:59:00', '14:00:00', '16:00:00', '16:00:01'].map((time) => at(time).tone)).toEqual([
    'calm',
    'calm',
    'soon',
    'soon',
    'late',
  ]);
});

it('shows the used share of the budget, never more than all of it', () => {
  expect(at('12:00:00').share).toBe(0.5);
  expect(at('23:00:00').share).toBe(1);
});

it('calls half an hour soon however short the budget, and a day at most however long', () => {
  const short = { startedAt, dueAt: '2026-11-23T09:00:00Z' };
  expect(readDue({ ...short, now: Date.parse('2026-11-23T08:31:00Z') }).tone).toBe('soon');
  const long = { startedAt, dueAt: '2026-12-23T08:00:00Z' };
  expect(readDue({ ...long, now: Date.parse('2026-12-22T07:59:00Z') }).tone).toBe('calm');
});

it('has nothing to press while paused or when nothing is owed', () => {
  expect(readDue({ dueAt, startedAt, paused: true, now: 0 }).tone).toBe('paused');
  expect(readDue({ dueAt: null, startedAt, now: 0 }).tone).toBe('none');
});
