import { expect } from 'vitest';
import { readOn } from '../../events/reader.ts';
import { sequenceAll } from '../../events/sequencer.ts';
import type { TestApp } from '../../platform/testing/test-app.ts';
import { queueWork } from '../queue-work.ts';
import { runAutomation } from '../run-automation.ts';

/** A rule that fires on every new ticket and raises its priority, unless told otherwise. */
export const plainRule = {
  name: 'Rule',
  order: 1,
  active: true,
  on: { events: ['opened'] } as object,
  when: { all: [] } as object,
  do: [{ do: 'raise_priority' }] as object[],
};

/** Lays a rule down through the API. */
export async function putRule(test: TestApp, key: string, value: object = {}, status = 200) {
  const body = { value: { ...plainRule, ...value } };
  const answer = await test.request('PUT', `/configuration/automation_rules/${key}`, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body;
}

/** Reads the ledger to its end and asks the rules, until nothing new comes of it. Gives how many were asked. */
export async function runRules({ app, systemContext }: TestApp): Promise<number> {
  let total = 0;
  for (;;) {
    await sequenceAll(app);
    while ((await readOn(app, systemContext, queueWork)) > 0);
    const asked = await runAutomation(app, systemContext);
    if (asked === 0) return total;
    total += asked;
  }
}

/** The firings there are, oldest first. */
export function firings(test: TestApp) {
  return test.app.db.selectFrom('automation_firing').selectAll().orderBy('at').orderBy('id').execute();
}

/** The events of one kind, oldest first. */
export function eventsOf(test: TestApp, kind: string) {
  return test.app.db.selectFrom('event').selectAll().where('kind', '=', kind).orderBy('seq').execute();
}
