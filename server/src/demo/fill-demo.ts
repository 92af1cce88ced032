import { sql } from 'kysely';
import { type Composition, org } from '../compose.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { readNotifications } from '../notifications/read-notifications.ts';
import { sweepWithin } from '../obligations/sweep.ts';
import { setUp, setUpNeeded } from '../people/set-up.ts';
import { arrangeAutomation } from './arrange-automation.ts';
import { administrator, demoPassword, lumen, organisation, people } from './cast.ts';
import { sampleRequests, span } from './history.ts';
import { askForInstructions } from './instructions.ts';
import { Office } from './office.ts';
import { randomFrom } from './random.ts';
import { Storyteller } from './storyteller.ts';

/** how many requests over how many days */
const whole = { requests: 450, days: 92 };

/**
 * Fills an empty installation with a sample department: people, teams, and three months of requests that were answered
 * in time, late or not at all, all of it done through the same use cases as in real life, at the moments at which it
 * would have happened. One transaction, so a start that is cut off leaves nothing half-filled. Gives false when there
 * is somebody already.
 */
export async function fillDemo(
  { app }: Composition,
  progress: (share: number) => void,
  { requests, days } = whole,
): Promise<boolean> {
  const now = app.clock.now();
  const begin = new Date(now.getTime() - (days + 1) * span.day);
  return app.db.transaction().execute(async (tx) => {
    if (!(await setUpNeeded(tx, org))) return false;
    const admin = { name: 'Admin', language: 'zh' } as const;
    const timeZone = 'Asia/Shanghai';
    const id = await setUp(tx, org, begin, {
      ...admin,
      organisation,
      email: administrator,
      password: demoPassword,
      time_zone: timeZone,
    });
    const configuration = await loadConfiguration(tx, org);
    const office = new Office({ app }, tx, configuration, { id, ...admin, timeZone }, lumen);
    await office.open(begin);
    const random = randomFrom(20_260_301);
    const teller = new Storyteller(office, random, now);
    for (const request of sampleRequests(random, now, requests, days)) teller.expect(request);
    let swept = begin;
    let steps = 0;
    await teller.run(async (at) => {
      if (at.getTime() - swept.getTime() < 2 * span.hour) return;
      swept = at;
      // nobody else can count rows that are not committed yet, and the planner guesses badly without
      if (++steps === 60 || steps === 300)
        await sql`analyze ticket, message, obligation, obligation_step, event`.execute(tx);
      await sweepWithin(tx, office.system(at));
      progress(Math.min(1, (at.getTime() - begin.getTime()) / (now.getTime() - begin.getTime())));
    });
    await askForInstructions(office, now);
    await sweepWithin(tx, office.system(now));
    await arrangeAutomation(tx, office, now);
    const lately = { upTo: new Date(now.getTime() - span.day) };
    for (const { key } of people) await readNotifications(tx, office.person(now, key), lately);
    progress(1);
    return true;
  });
}
