import { type OperationId, routes } from '@shouwen/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectations } from './expectations.ts';
import { type Request, send } from './testing/call.ts';
import { cast, type Viewer } from './testing/cast.ts';
import { digestOf } from './testing/digest.ts';
import { instructionCalls } from './testing/instruction-calls.ts';
import { mailCalls } from './testing/mail-calls.ts';
import { mailboxCalls } from './testing/mailbox-calls.ts';
import { otherCalls } from './testing/other-calls.ts';
import { placeOf } from './testing/place.ts';
import { type Call, ticketCalls } from './testing/ticket-calls.ts';
import { startWorld, type World } from './testing/world.ts';

interface Line {
  operation: OperationId;
  target: string;
  statuses: Record<Viewer, number>;
}
const calls: Record<OperationId, Call> = {
  ...ticketCalls,
  ...instructionCalls,
  ...mailCalls,
  ...mailboxCalls,
  ...otherCalls,
};
const lines = parse(expectations);

function parse(table: string): Line[] {
  const rows = table.split('\n').map((row) => row.trim().split(/\s+/));
  const [head = [], ...rest] = rows.filter((row) => row.length > 1);
  expect(head).toEqual(cast);
  return rest.map(([operation = '', target = '', ...cells]) => {
    expect(cells, `${operation} ${target}`).toHaveLength(cast.length);
    const statuses = Object.fromEntries(cast.map((viewer, column) => [viewer, Number(cells[column])]));
    return { operation: operation as OperationId, target, statuses: statuses as Record<Viewer, number> };
  });
}

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.test.close());

it('has an entry for every call, and a call for every entry', () => {
  expect([...new Set(lines.map((line) => line.operation))].sort()).toEqual(Object.keys(routes).sort());
  expect(Object.keys(calls).sort()).toEqual(Object.keys(routes).sort());
});

describe.each(Object.keys(routes) as OperationId[])('%s', (operation) => {
  const mine = lines.filter((line) => line.operation === operation);
  it.each(mine)('on $target answers everybody as the table says', async ({ target, statuses }) => {
    const refused = cast.filter((viewer) => statuses[viewer] >= 400);
    const requests = new Map<Viewer, Request>();
    for (const viewer of refused)
      requests.set(viewer, await calls[operation](target, placeOf(world, viewer, false)));
    const before = await digestOf(world);
    const answers: Partial<Record<Viewer, number>> = {};
    for (const [viewer, request] of requests) {
      const answer = await send(world, viewer, operation, request);
      answers[viewer] = answer.status;
      expect(answer.body.code, 'nobody carries it out').not.toBe('no_such_call');
      if (answer.status === 404) await expectNoTrace(viewer, operation, target, answer.body);
    }
    expect(await digestOf(world), 'what was refused has changed something').toEqual(before);
    for (const viewer of cast.filter((one) => statuses[one] < 400)) {
      const request = await calls[operation](target, placeOf(world, viewer, true));
      const answer = await send(world, viewer, operation, request);
      answers[viewer] = answer.status;
    }
    expect(answers).toEqual(statuses);
  });
});

/** What one may not see is answered like what never was: neither status nor words tell the two apart. */
async function expectNoTrace(
  viewer: Viewer,
  operation: OperationId,
  target: string,
  body: object,
): Promise<void> {
  // `A/absent`: the ticket is there, and what would hang on it never was
  const nothing = lines.find(
    (line) => line.operation === operation && /^(self:)?absent|^nothing/.test(line.target),
  );
  if (!nothing || nothing.target === target || target.includes('/')) return;
  const request = await calls[operation](nothing.target, placeOf(world, viewer, false));
  const answer = await send(world, viewer, operation, request);
  expect({ ...answer.body, request_id: '' }).toEqual({ ...body, request_id: '' });
}
