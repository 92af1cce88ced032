import fc from 'fast-check';
import { sweepDue } from '../../obligations/sweep.ts';
import { changeUser } from '../../people/change-user.ts';
import { deactivateUser } from '../../people/deactivate-user.ts';
import { reactivateUser } from '../../people/reactivate-user.ts';
import { changeTeam } from '../../people/teams.ts';
import { addMessage } from '../../tickets/add-message.ts';
import { addTask } from '../../tickets/add-task.ts';
import { bulkChange } from '../../tickets/bulk-change.ts';
import { changeFirstContactOwner } from '../../tickets/change-first-contact-owner.ts';
import { changeTask } from '../../tickets/change-task.ts';
import { changeTicket } from '../../tickets/change-ticket.ts';
import { consult } from '../../tickets/consult.ts';
import { mergeTicket } from '../../tickets/merge-tickets.ts';
import { openTicket } from '../../tickets/open-ticket.ts';
import { snoozeTicket } from '../../tickets/snooze-ticket.ts';
import { takeTicket } from '../../tickets/take-ticket.ts';
import { customerWrites } from '../../tickets/testing/twins.ts';
import { transferTicket } from '../../tickets/transfer-ticket.ts';
import { undoMerge } from '../../tickets/undo-merge.ts';
import { wakeSnoozed } from '../../tickets/wake-snoozed.ts';
import { unwatchTicket, watchTicket } from '../../tickets/watchers.ts';
import { withdrawConsultation } from '../../tickets/withdraw-consultation.ts';
import { foldCounters } from '../fold.ts';
import type { Department } from './department.ts';

/** What happens in a history: one of the happenings, and numbers that say to whom. */
export interface Happening {
  what: keyof typeof happenings;
  a: number;
  b: number;
  yes: boolean;
}

/** The tickets of a history and what hangs on them. */
interface Story {
  department: Department;
  numbers: number[];
  tasks: { number: number; id: string }[];
  questions: { number: number; id: string }[];
}
type Tell = (story: Story, happening: Happening) => Promise<unknown>;

const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};
const statuses = ['new', 'open', 'waiting', 'on_hold', 'resolved', 'closed'];
const levels = ['low', 'normal', 'high'] as const;
const reason = 'It has to be.';

/** Everything that changes who may see which ticket, or what its counters tell apart. */
const happenings = {
  open: async (story, { a, b, yes }) => {
    const { as, teams, people, customer } = story.department;
    const assignee = a % 3 === 0 ? { assignee_id: pick(people, b) } : {};
    const input = {
      subject: `Router ${story.numbers.length}`,
      body: 'It went dark.',
      customer: { id: customer },
      team_id: pick(teams, a),
      confidential: yes && b % 2 === 0,
      importance: pick(levels, b),
      ...assignee,
    };
    const { ticket } = await as((tx, context) => openTicket(tx, context, input));
    story.numbers.push(ticket.number);
  },
  status: (story, { a, b }) => changed(story, a, { status: pick(statuses, b) }),
  assign: (story, { a, b, yes }) =>
    changed(story, a, { assignee_id: yes ? pick(story.department.people, b) : null }),
  confide: (story, { a, yes }) => changed(story, a, { confidential: yes }),
  urge: (story, { a, b, yes }) =>
    changed(story, a, { importance: pick(levels, b), urgency: yes ? 'high' : 'low' }),
  retype: async (story, { a, b }) => {
    const { configuration } = await story.department.test.systemContext();
    const types = configuration.list('types').map((entry) => entry.key);
    await changed(story, a, { type: pick(types, b) });
  },
  tag: (story, { a, yes }) => changed(story, a, yes ? { add_tags: ['vip'] } : { remove_tags: ['vip'] }),
  bulk: ({ department, numbers }, { a, b }) =>
    department.as((tx, context) =>
      bulkChange(tx, context, [pick(numbers, a), pick(numbers, a + b)], { status: pick(statuses, b) }),
    ),
  take: ({ department, numbers }, { a, b }) =>
    department.asPerson(b, (tx, context) => takeTicket(tx, context, pick(numbers, a))),
  transfer: ({ department, numbers }, { a, b }) =>
    department.as((tx, context) =>
      transferTicket(tx, context, pick(numbers, a), { team_id: pick(department.teams, b), reason }),
    ),
  own: ({ department, numbers }, { a, b }) =>
    department.as((tx, context) =>
      changeFirstContactOwner(tx, context, pick(numbers, a), { user_id: pick(department.people, b), reason }),
    ),
  answer: ({ department, numbers }, { a, yes }) =>
    department.as((tx, context) =>
      addMessage(tx, context, pick(numbers, a), {
        kind: 'reply',
        body: 'Try it.',
        ...(yes ? { status: 'resolved' } : {}),
      }),
    ),
  hear: ({ department, numbers }, { a }) => customerWrites(department.test, pick(numbers, a), 'Still dark.'),
  snooze: ({ department, numbers }, { a, b, yes }) =>
    department.as((tx, context) => {
      const until = yes ? new Date(context.now.getTime() + (1 + (b % 600)) * 60_000) : null;
      return snoozeTicket(tx, context, pick(numbers, a), until);
    }),
  merge: ({ department, numbers }, { a, b }) =>
    department.as((tx, context) => mergeTicket(tx, context, pick(numbers, a), { into: pick(numbers, b) })),
  undo: ({ department, numbers }, { a }) =>
    department.as(async (tx, context) => {
      const merged = await tx
        .selectFrom('ticket')
        .select('number')
        .where('org_id', '=', context.org)
        .where('merged_into_id', 'is not', null)
        .orderBy('number')
        .execute();
      return undoMerge(tx, context, merged.length > 0 ? pick(merged, a).number : pick(numbers, a));
    }),
  watch: ({ department, numbers }, { a, b, yes }) =>
    department.as((tx, context) =>
      (yes ? watchTicket : unwatchTicket)(tx, context, pick(numbers, a), pick(department.people, b)),
    ),
  ask: async ({ department, numbers, questions }, { a, b }) => {
    const number = pick(numbers, a);
    const question = { question: 'Why?', user_id: pick(department.people, b), due_minutes: 60 };
    const { id } = await department.as((tx, context) => consult(tx, context, number, question));
    questions.push({ number, id });
  },
  withdraw: async ({ department, questions }, { a }) => {
    if (questions.length === 0) return;
    const { number, id } = pick(questions, a);
    await department.as((tx, context) => withdrawConsultation(tx, context, number, id));
  },
  task: async ({ department, numbers, tasks }, { a, b }) => {
    const number = pick(numbers, a);
    const task = { title: 'Call back', assignee_id: pick(department.people, b) };
    const { id } = await department.as((tx, context) => addTask(tx, context, number, task));
    tasks.push({ number, id });
  },
  retask: async ({ department, tasks }, { a, b, yes }) => {
    if (tasks.length === 0) return;
    const { number, id } = pick(tasks, a);
    const to = yes ? { done: true } : { assignee_id: pick(department.people, b) };
    await department.as((tx, context) => changeTask(tx, context, number, id, to));
  },
  pass: async ({ department: { test } }, { a, yes }) => {
    test.clock.advance(yes ? 60 * (1 + (a % 48)) : 1 + (a % 60));
    await sweepDue(test.app, test.systemContext);
    await wakeSnoozed(test.app, test.systemContext);
  },
  fold: ({ department: { test } }) => foldCounters(test.app),
  /** a team finishes its work and goes to another unit, its closed tickets staying where they are */
  move: async ({ department }, { a, b }) => {
    const team = pick(department.teams, a);
    await department.as(async (tx, context) => {
      const rows = await tx
        .selectFrom('ticket')
        .select('number')
        .where('org_id', '=', context.org)
        .where('team_id', '=', team)
        .where('status_category', '<>', 'closed')
        .where('merged_into_id', 'is', null)
        .orderBy('id')
        .execute();
      for (const { number } of rows) await changeTicket(tx, context, number, { status: 'closed' }, null);
      await changeTeam(tx, context, team, { unit_id: pick(department.units, b) });
    });
    await department.lookAgain();
  },
  grant: async ({ department }, { a, b, yes }) => {
    const role = pick(['agent', 'observer', 'manager'], b);
    const roles = yes ? [{ role, unit_id: pick(department.units, a + b) }] : [];
    await department.as((tx, context) =>
      changeUser(tx, context, pick(department.people, a), { roles }, null),
    );
    await department.lookAgain();
  },
  join: async ({ department }, { a, b, yes }) => {
    const teams = { team_ids: yes ? [pick(department.teams, b)] : [] };
    await department.as((tx, context) => changeUser(tx, context, pick(department.people, a), teams, null));
    await department.lookAgain();
  },
  leave: async ({ department }, { a, b }) => {
    const successor_id = pick(department.people, a + 1 + (b % (department.people.length - 1)));
    await department.as((tx, context) =>
      deactivateUser(tx, context, pick(department.people, a), { successor_id, reason }),
    );
    await department.lookAgain();
  },
  come_back: async ({ department }, { a }) => {
    await department.as((tx, context) => reactivateUser(tx, context, pick(department.people, a)));
    await department.lookAgain();
  },
} satisfies Record<string, Tell>;

function changed({ department, numbers }: Story, which: number, changes: Parameters<typeof changeTicket>[3]) {
  return department.as((tx, context) => changeTicket(tx, context, pick(numbers, which), changes, null));
}

/** The names of all that can happen. */
export const everything = Object.keys(happenings) as Happening['what'][];
const often: Happening['what'][] = [
  'open',
  'status',
  'assign',
  'confide',
  'transfer',
  'merge',
  'undo',
  'fold',
  'pass',
  'leave',
  'come_back',
  'come_back',
];
const kinds = [...everything, ...often, 'open', 'fold'] as const;

/** Histories of that many happenings. */
export const histories = (length: number): fc.Arbitrary<Happening[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom(...kinds),
      a: fc.nat(9999),
      b: fc.nat(9999),
      yes: fc.boolean(),
    }),
    { minLength: length, maxLength: length },
  );

/** Begins a history: an empty department with its first tickets. Gives what lets the next thing happen. */
export async function beginStory(
  department: Department,
): Promise<(happening: Happening) => Promise<unknown>> {
  await department.beginAnew();
  const story: Story = { department, numbers: [], tasks: [], questions: [] };
  for (let a = 0; a < 4; a++) await happenings.open(story, { what: 'open', a, b: a, yes: true });
  return (happening) => happenings[happening.what](story, happening);
}
