import type { Condition, FieldSet, Operation } from '@shouwen/conditions';
import fc from 'fast-check';

/** A row of the table `thing`, with its watchers, as the driver gives it. */
export interface Thing {
  id: number;
  title: string | null;
  code: string | null;
  size: number | null;
  serial: string | null;
  weight: number | null;
  urgent: boolean | null;
  opened_at: Date | null;
  due_on: string | null;
  status: string;
  severity: string | null;
  owner: string | null;
  tags: string[] | null;
  people: string[] | null;
  custom: { floor?: string; rooms?: string[] };
  watchers: string[];
}

const statuses = ['new', 'open', 'on_hold', 'closed'];
const severities = ['minor', 'major', 'critical'];

/** One field of every type, as column, expression, array, JSON and rows of another table. */
export const things: FieldSet<Thing> = {
  title: { type: 'text', read: (row) => row.title, sql: 't.title' },
  code: { type: 'text', read: (row) => row.code, sql: 't.code' },
  size: { type: 'number', read: (row) => row.size, sql: 't.size' },
  serial: { type: 'number', read: (row) => row.serial && Number(row.serial), sql: 't.serial' },
  weight: { type: 'number', read: (row) => row.weight, sql: 't.weight' },
  urgent: { type: 'boolean', read: (row) => row.urgent, sql: 't.urgent' },
  heavy: {
    type: 'boolean',
    read: (row) => (row.weight === null ? null : row.weight > 1),
    sql: 't.weight > 1',
  },
  opened_at: { type: 'moment', read: (row) => row.opened_at, sql: 't.opened_at' },
  due_on: { type: 'date', read: (row) => row.due_on, sql: 't.due_on' },
  status: { type: 'choice', choices: statuses, read: (row) => row.status, sql: 't.status', neverNull: true },
  severity: {
    type: 'choice',
    choices: severities,
    ordered: true,
    read: (row) => row.severity,
    sql: 't.severity',
  },
  owner: { type: 'id', read: (row) => row.owner, sql: 't.owner_id' },
  tags: { type: 'many_text', read: (row) => row.tags, sql: 't.tags' },
  people: { type: 'many_id', read: (row) => row.people, sql: 't.people' },
  watchers: {
    type: 'many_id',
    read: (row) => row.watchers,
    neverNull: true,
    sql: {
      contains: (user) => `exists (select from watcher w where w.thing_id = t.id and w.user_id = ${user})`,
      isSet: () => 'exists (select from watcher w where w.thing_id = t.id)',
      count: () => '(select count(*) from watcher w where w.thing_id = t.id)',
    },
  },
  'custom.*': {
    resolve: (key) => {
      if (key === 'floor')
        return { type: 'text', read: (row) => row.custom.floor, sql: "t.custom ->> 'floor'" };
      if (key !== 'rooms') return undefined;
      return {
        type: 'many_choice',
        read: (row) => row.custom.rooms,
        sql: {
          // Null for a row without rooms: what a field that is not `neverNull` may do.
          contains: (room) => `t.custom -> 'rooms' ? ${room}`,
          isSet: () => "jsonb_array_length(coalesce(t.custom -> 'rooms', '[]')) > 0",
          count: () => "jsonb_array_length(coalesce(t.custom -> 'rooms', '[]'))",
        },
      };
    },
  },
};

/** The people of the rows. */
export const ids = Array.from(
  { length: 4 },
  (_, index) => `0199a2b4-0000-7000-8000-00000000000${'abcd'[index]}`,
);
const texts = [
  '',
  ' ',
  'Fuga de agua en Ávila',
  'ÁVILA: ñandú y PINGÜINO',
  'ávila',
  '投诉：水管漏水 3号楼',
  '报修 Repair #12',
  '100% sure',
  '100_% \\ sure',
  'a\\b\'c"d{e,f}$1',
  'NULL',
  'ΣΑΣ σας',
  'ПРИВЕТ Привет',
  'İstanbul ISTANBUL ıstanbul',
  'straße STRASSE STRAẞE',
  '\u212a K k \u212b Å å',
  'ǅ Ǆ ǆ 𐐀𐐨',
  'e\u0301 é E\u0301 É',
  'line\none\ttwo',
];
const codes = ['A-1', 'a-1', 'B_2', 'NULL', '1', ''];
const numbers = [-1, 0, 1, 2, 2.5, 12, 0.1, 0.30000000000000004, 2 ** 31, 2 ** 53, 1e300, -1e-300];
const dates = ['2026-11-22', '2026-11-23', '2026-11-24', '0001-01-01', '9999-12-31', '2028-02-29'];
/** In the database to the microsecond: around a threshold, before 1970, at both ends. */
const storedMoments = [
  '2026-11-23T09:59:59.999999Z',
  '2026-11-23T10:00:00Z',
  '2026-11-23T10:00:00.000001Z',
  '2026-11-23T10:00:00.000999Z',
  '2026-11-23T10:00:00.001Z',
  '2026-11-23T09:00:00.0005Z',
  '2026-11-22T10:00:00Z',
  '1969-12-31T23:59:59.999500Z',
  '0001-01-01T00:00:00.000001Z',
  '9999-12-31T23:59:59.999999Z',
];
const askedMoments = [
  '2026-11-23T10:00:00Z',
  '2026-11-23T18:00:00.001+08:00',
  '2026-11-23T09:59:59.9999Z',
  '2026-11-23T09:00:00.000-00:00',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
];

const unset = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 6 })
  .filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text));

/** A row to be stored. Every column that may be unset often is. */
export const newThings = fc.record({
  title: unset(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: anyText }),
  ),
  code: unset(fc.constantFrom(...codes)),
  size: unset(fc.constantFrom(-1, 0, 1, 2, 12, 2 ** 31 - 1)),
  serial: unset(fc.constantFrom(0, 1, 12, 2 ** 31, 2 ** 53, -(2 ** 53))),
  weight: unset(fc.constantFrom(...numbers)),
  urgent: unset(fc.boolean()),
  opened_at: unset(fc.constantFrom(...storedMoments)),
  due_on: unset(fc.constantFrom(...dates)),
  // "parked" was retired: rows still have it, and no condition may name it any more.
  status: fc.constantFrom(...statuses, 'parked'),
  severity: unset(fc.constantFrom(...severities, 'retired')),
  owner: unset(fc.constantFrom(...ids)),
  tags: unset(fc.subarray(['vip', 'VIP', 'a"b', '{x,y}', 'NULL', '投诉'])),
  people: unset(fc.subarray(ids)),
  custom: fc.record(
    { floor: fc.constantFrom('3', 'B1', 'b1'), rooms: fc.subarray(['101', '102', 'hall']) },
    { requiredKeys: [] },
  ),
  watchers: fc.subarray(ids),
});
export type NewThing = typeof newThings extends fc.Arbitrary<infer T> ? T : never;

/** A stretch of a known text in one case or the other, so that looking for it often finds something. */
const partArbitrary = fc
  .tuple(fc.constantFrom(...texts.slice(1)), fc.nat(12), fc.integer({ min: 1, max: 8 }), fc.nat(2))
  .map(([text, from, length, how]) => {
    const part = [...text].slice(from, from + length).join('') || text;
    return how === 0 ? part : how === 1 ? part.toUpperCase() : part.toLowerCase();
  });

const lengthArbitrary = fc.constantFrom('0m', '1m', '90m', '1h', '1 day', '3 days', '2 weeks');
const momentArbitrary = fc.oneof(
  fc.constantFrom(...askedMoments),
  fc.record(
    { now: fc.constant(true as const), minus: lengthArbitrary, plus: lengthArbitrary },
    { requiredKeys: ['now'] },
  ),
);
const daysArbitrary = fc.constantFrom('1 day', '2 days', '1 week');
const dateArbitrary = fc.oneof(
  fc.constantFrom(...dates),
  fc.record(
    { now: fc.constant(true as const), minus: daysArbitrary, plus: daysArbitrary },
    { requiredKeys: ['now'] },
  ),
);

function leavesOn(fields: string[], ...operations: fc.Arbitrary<Operation>[]): fc.Arbitrary<Condition> {
  const everywhere = fc.oneof(fc.record({ set: fc.boolean() }), fc.constant({ is: null }));
  return fc
    .tuple(
      fc.constantFrom(...fields),
      fc.oneof({ weight: 4, arbitrary: fc.oneof(...operations) }, everywhere),
    )
    .map(([field, operation]) => ({ field, ...operation }));
}

function oneOf<T extends string | number | boolean>(values: fc.Arbitrary<T>): fc.Arbitrary<Operation>[] {
  return [fc.record({ is: values }), fc.record({ in: fc.array(values, { maxLength: 4 }) })];
}

function order<T extends Operation>(values: fc.Arbitrary<unknown>, names: string[]): fc.Arbitrary<T> {
  return fc
    .tuple(fc.constantFrom(...names), values)
    .map(([name, value]) => ({ [name]: value }) as unknown as T);
}

const signs = ['above', 'below', 'at_least', 'at_most'];
const times = ['is', 'before', 'after', 'at_least', 'at_most'];
const choiceOf = (choices: string[]) => fc.constantFrom(...choices);
/** Leaves on fields of one kind, kind by kind. */
export const leavesByKind: fc.Arbitrary<Condition>[] = [
  leavesOn(
    ['title'],
    ...oneOf(fc.constantFrom(...texts)),
    fc.record({ contains: partArbitrary }),
    fc.record({ contains: anyText }),
    fc.record({ starts_with: partArbitrary }),
  ),
  leavesOn(
    ['code', 'custom.floor'],
    ...oneOf(fc.constantFrom(...codes, '3', 'B1')),
    fc.record({ starts_with: partArbitrary }),
  ),
  leavesOn(
    ['size', 'serial', 'weight'],
    ...oneOf(fc.constantFrom(...numbers)),
    order(fc.constantFrom(...numbers), signs),
  ),
  leavesOn(['urgent'], ...oneOf(fc.boolean())),
  leavesOn(['heavy'], ...oneOf(fc.boolean())),
  leavesOn(['opened_at'], order(momentArbitrary, times)),
  leavesOn(['due_on'], order(dateArbitrary, times), fc.record({ in: fc.subarray(dates) })),
  leavesOn(['status'], ...oneOf(choiceOf(statuses))),
  leavesOn(['severity'], ...oneOf(choiceOf(severities)), order(choiceOf(severities), signs)),
  leavesOn(['owner'], ...oneOf(fc.constantFrom(...ids, ...ids.map((id) => id.toUpperCase())))),
  leavesOn(
    ['tags'],
    fc.record({ contains: choiceOf(['vip', 'a"b', '{x,y}', 'NULL', '投诉', 'none']) }),
    order(fc.constantFrom(0, 1, 1.5, 2), signs),
  ),
  ...['people', 'watchers'].map((field) =>
    leavesOn([field], fc.record({ contains: choiceOf(ids) }), order(fc.constantFrom(0, 1, 1.5, 2), signs)),
  ),
  leavesOn(
    ['custom.rooms'],
    fc.record({ contains: choiceOf(['101', 'hall', 'none']) }),
    order(fc.constantFrom(0, 1, 2), signs),
  ),
];

/** Trees of leaves. */
export const conditions = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 3, arbitrary: fc.oneof(...leavesByKind) },
    { weight: 1, arbitrary: fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ not: tie('condition') }) },
  ),
})).condition;
