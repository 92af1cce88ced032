import { expect, it } from 'vitest';
import { type CourseEvent, courseOf } from './course.ts';

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const minute = 60_000;
let made = 0;
const event = (kind: string, time: string, more: Partial<CourseEvent> = {}): CourseEvent => ({
  id: `e${++made}`,
  kind: `ticket.${kind}`,
  at: at(time),
  actor_kind: 'user',
  actor_id: 'bo',
  data: {},
  ...more,
});
const opened = (time: string, data: object = {}) =>
  event('opened', time, { data: { team: 'desk', assignee: null, first_contact_owner: null, ...data } });
const status = (from: string, to: string) => ({ changes: { status_category: { from, to } } });
const customer = { actor_kind: 'customer', actor_id: 'mia' };
const read = (...events: CourseEvent[]) => {
  const course = courseOf(events, at('09:00'));
  if (!course) throw new Error('no opening');
  return course;
};
const told = (...events: CourseEvent[]) =>
  read(...events).facts.map(({ kind, user, elapsed, undone }) => [
    kind,
    user,
    elapsed === null ? null : elapsed / minute,
    undone?.toISOString().slice(11, 16) ?? null,
  ]);
const spans = (...events: CourseEvent[]) =>
  read(...events).spans.map(({ from, to, team, user }) =>
    [from, to].map((moment) => moment?.toISOString().slice(11, 16) ?? '…').concat(team, user ?? 'nobody'),
  );

it('counts the first public answer of a person from the receipt, and each further one as a reply only', () => {
  const first = event('answered', '09:30');
  expect(told(opened('09:00'), event('noted', '09:10'), first, event('answered', '11:00'))).toEqual([
    ['received', null, null, null],
    ['first_answer', 'bo', 30, null],
    ['reply', 'bo', null, null],
    ['reply', 'bo', null, null],
  ]);
});

it('takes solving on the phone for an answer, and the closing by a customer for neither', () => {
  const solved = event('changed', '09:20', { data: status('open', 'resolved') });
  const closed = event('closed', '12:00', { ...customer, data: status('resolved', 'closed') });
  expect(told(opened('09:00', { first_contact_owner: 'ed' }), solved, closed)).toEqual([
    ['received', 'ed', null, null],
    ['first_answer', 'bo', 20, null],
    ['solution', 'bo', 20, null],
  ]);
});

it('leaves the time that it was solved before out of the time to the second solution', () => {
  const events = [
    opened('09:00', { assignee: 'ed' }),
    event('changed', '10:00', { data: status('open', 'resolved') }),
    event('declined', '15:00', { ...customer, data: status('resolved', 'open') }),
    event('changed', '15:30', { data: status('open', 'closed') }),
  ];
  expect(told(...events).slice(2)).toEqual([
    ['solution', 'bo', 60, '15:00'],
    ['solution', 'bo', 90, null],
  ]);
  expect(spans(...events)).toEqual([
    ['09:00', '10:00', 'desk', 'ed'],
    ['15:00', '15:30', 'desk', 'ed'],
  ]);
});

it('follows from hand to hand, and lets nothing last no time', () => {
  const hand = (column: string, from: string | null, to: string) => ({ changes: { [column]: { from, to } } });
  const events = [
    opened('09:00'),
    event('taken', '09:10', { data: hand('assignee_id', null, 'bo') }),
    event('transferred', '10:00', { data: hand('team_id', 'desk', 'repairs') }),
    event('assigned', '10:00', { data: hand('assignee_id', 'bo', 'ed') }),
  ];
  expect(spans(...events)).toEqual([
    ['09:00', '09:10', 'desk', 'nobody'],
    ['09:10', '10:00', 'desk', 'bo'],
    ['10:00', '…', 'repairs', 'ed'],
  ]);
  expect(['09:05', '10:00'].map((time) => read(...events).teamAt(at(time)))).toEqual(['desk', 'repairs']);
});

it('ends with a merge, and has never been merged once that is undone', () => {
  const merged = event('merged', '10:00', { data: { merge: 'm' } });
  const undone = event('merge_undone', '11:00', { data: { merge: 'm' } });
  const late = event('changed', '10:30', { data: status('open', 'resolved') });
  expect(spans(opened('09:00'), merged, late)).toEqual([['09:00', '10:00', 'desk', 'nobody']]);
  expect(told(opened('09:00'), merged, late)).toHaveLength(1);
  expect(spans(opened('09:00'), merged, undone)).toEqual([['09:00', '…', 'desk', 'nobody']]);
});

it('forgets a solution that was taken back, and a reopening that was', () => {
  const solved = event('changed', '10:00', { data: status('open', 'resolved') });
  const back = event('change_undone', '10:05', { data: status('resolved', 'open') });
  expect(told(opened('09:00'), solved, back)).toEqual([['received', null, null, null]]);
  expect(spans(opened('09:00'), solved, back)).toEqual([['09:00', '…', 'desk', 'nobody']]);
  const heard = event('message_received', '11:00', { ...customer, data: status('resolved', 'open') });
  const returned = event('merge_returned', '12:00', { data: status('open', 'resolved') });
  expect(told(opened('09:00'), solved, heard, returned).at(-1)).toEqual(['solution', 'bo', 60, null]);
  expect(spans(opened('09:00'), solved, heard, returned)).toEqual([['09:00', '10:00', 'desk', 'nobody']]);
});

it('is nothing without an opening', () => {
  expect(courseOf([event('answered', '09:00')], at('09:00'))).toBeNull();
});

it('says nothing of a ticket whose opening does not tell where it went', () => {
  const { team: _, ...data } = opened('09:00').data;
  expect(courseOf([event('opened', '09:00', { data })], at('09:00'))).toBeNull();
  expect(courseOf([event('noted', '09:00')], at('09:00'))).toBeNull();
});
