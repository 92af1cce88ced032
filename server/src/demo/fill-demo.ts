import { sql } from 'kysely';
import { type Composition, org } from '../compose.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { type Context, systemActor } from '../context.ts';
import { readNotifications } from '../notifications/read-notifications.ts';
import { sweepWithin } from '../obligations/sweep.ts';
import { setUp, setUpNeeded } from '../people/set-up.ts';
import { rightsOf, type Viewer } from '../people/viewer.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { arrangeAutomation } from './arrange-automation.ts';
import { administrator, type CastPerson, demoPassword, organisation, people, teams } from './cast.ts';
import { foundUnits, hirePeople, type Places } from './hire-people.ts';
import { sampleRequests, span } from './history.ts';
import { askForInstructions } from './instructions.ts';
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
    const adminId = await setUp(tx, org, begin, {
      organisation,
      name: 'Admin',
      email: administrator,
      password: demoPassword,
      language: 'zh',
      time_zone: 'Asia/Shanghai',
    });
    const office = new Office({ app }, tx, await loadConfiguration(tx, org), adminId);
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

/** The sample department at work: gives each of its people a context to act in at a moment. */
export class Office {
  readonly tx: Tx;
  places: Places = { units: {}, teams: {}, people: {} };
  readonly #app: Context['app'];
  #configuration: Configuration;
  readonly #adminId: string;

  constructor({ app }: { app: Context['app'] }, tx: Tx, configuration: Configuration, adminId: string) {
    this.#app = app;
    this.tx = tx;
    this.#configuration = configuration;
    this.#adminId = adminId;
  }

  /** Hires everybody. */
  async open(at: Date): Promise<void> {
    const root = this.#configuration.units()[0];
    if (!root) throw new Error('the set-up made no unit');
    const founded = await foundUnits(this.tx, this.admin(at), root.id);
    this.#configuration = await loadConfiguration(this.tx, org);
    this.places = await hirePeople(this.tx, this.admin(at), founded);
    this.#configuration = await loadConfiguration(this.tx, org);
  }

  /** Who looks after everything. */
  admin(at: Date): Context {
    const unit = this.#configuration.units().find((each) => each.parent_id === null)?.id ?? '';
    const grants = [{ role: 'administrator', unit }];
    return this.#as(at, { id: this.#adminId, name: 'Admin', grants, teams: [] });
  }

  system(at: Date): Context {
    return {
      app: this.#app,
      org,
      now: at,
      actor: systemActor,
      viewer: null,
      configuration: this.#configuration,
      requestId: newId(at),
      language: 'en',
    };
  }

  customer(at: Date, customer: { id: string; name: string }, language: Context['language']): Context {
    return { ...this.system(at), actor: { kind: 'customer', ...customer }, language };
  }

  person(at: Date, key: string): Context {
    const person = this.#cast(key);
    const unit = this.places.units[person.unit];
    const id = this.places.people[key];
    if (!unit || !id) throw new Error(`nobody called ${key} was hired`);
    const memberOf = person.teams.flatMap((team) => this.places.teams[team] ?? []);
    return this.#as(at, {
      id,
      name: person.name,
      grants: [{ role: person.role, unit }],
      teams: memberOf,
      person,
    });
  }

  /** Who works in a team, its lead last. */
  staffOf(team: string): string[] {
    const lead = teams.find((one) => one.key === team)?.lead ?? '';
    return [
      ...people.filter((one) => one.teams.includes(team) && one.key !== lead).map((one) => one.key),
      lead,
    ];
  }

  #cast(key: string): CastPerson {
    const person = people.find((one) => one.key === key);
    if (!person) throw new Error(`there is no ${key} in the cast`);
    return person;
  }

  #as(
    at: Date,
    who: {
      id: string;
      name: string;
      grants: { role: string; unit: string }[];
      teams: string[];
      person?: CastPerson;
    },
  ): Context {
    const viewer: Viewer = {
      userId: who.id,
      name: who.name,
      language: who.person?.language ?? 'zh',
      timeZone: who.person?.timeZone ?? 'Asia/Shanghai',
      teams: who.teams,
      rights: rightsOf(this.#configuration, who.grants),
      scopes: null,
      sessionId: null,
      confirmedAt: null,
      secondFactorDue: false,
      credential: who.id,
    };
    return {
      ...this.system(at),
      viewer,
      actor: { kind: 'user', id: who.id, name: who.name },
      language: viewer.language,
    };
  }
}
