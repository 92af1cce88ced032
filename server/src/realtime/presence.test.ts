import { describe, expect, it } from 'vitest';
import { until as waitFor } from '../platform/testing/until.ts';
import type { Connection } from './crowd.ts';
import { openPresence, type Presence } from './presence.ts';
import { decodeWire, encodeLookers } from './presence-wire.ts';

interface Process {
  presence: Presence;
  said: string[];
}

/** Some processes that hear one another, and the time that they share. */
function processes(count: number) {
  const time = { now: 0 };
  const all: Process[] = [];
  for (let n = 0; n < count; n++) {
    const said: string[] = [];
    const presence = openPresence(
      (payload) => {
        said.push(payload);
        for (const each of all) each.presence.hear(payload);
      },
      () => time.now,
    );
    all.push({ presence, said });
  }
  return { all, time };
}

let made = 0;
function person(name: string, userId = `user ${++made}`) {
  const told: { number: number; people: { name: string; typing: boolean }[] }[] = [];
  const connection = {
    userId,
    context: { viewer: { name } },
    sees: () => true,
    socket: { emit: (_: string, message: (typeof told)[number]) => told.push(message) },
  } as unknown as Connection;
  return { connection, names: () => told.at(-1)?.people.map((one) => one.name + (one.typing ? '…' : '')) };
}
const ticket = { id: 'ticket', number: 7 };
/** Waits until somebody is told of exactly these people. */
const until = (who: { names(): string[] | undefined }, names: string[]) =>
  waitFor(`${names} are there`, () => JSON.stringify(who.names()) === JSON.stringify(names));

describe('presence', () => {
  it('forgets typing that is not said again, and not before', () => {
    const {
      all: [here],
      time,
    } = processes(1);
    const [ana, bo] = [person('Ana'), person('Bo')];
    here?.presence.look(ana.connection, ticket, false);
    here?.presence.look(bo.connection, ticket, true);
    expect(ana.names()).toEqual(['Bo…']);
    time.now = 14_000;
    here?.presence.tidy();
    expect(ana.names()).toEqual(['Bo…']);
    time.now = 15_000;
    here?.presence.tidy();
    expect(ana.names()).toEqual(['Bo']);
  });

  it('shows a person once, however many screens they have, and never to themselves', () => {
    const {
      all: [here],
    } = processes(1);
    const ana = person('Ana');
    const [bo, boAgain] = [person('Bo', 'bo'), person('Bo', 'bo')];
    for (const one of [ana, bo, boAgain]) here?.presence.look(one.connection, ticket, one === boAgain);
    expect(ana.names()).toEqual(['Bo…']);
    expect(bo.names()).toEqual(['Ana']);
  });

  it('forgets the people of a process that was killed, and keeps those of one that repeats itself', async () => {
    const { all, time } = processes(2);
    const [here, there] = all;
    const [ana, bo] = [person('Ana'), person('Bo')];
    here?.presence.look(ana.connection, ticket, false);
    there?.presence.look(bo.connection, ticket, false);
    await until(ana, ['Bo']);
    time.now = 20_000;
    there?.presence.tidy();
    await waitFor('it is repeated', () => there?.said.length === 2);
    time.now = 79_000;
    here?.presence.tidy();
    expect(ana.names()).toEqual(['Bo']);
    time.now = 80_000;
    here?.presence.tidy();
    expect(ana.names()).toEqual([]);
  });

  it('tells a process that has just come what the others know, and takes one back that ends', async () => {
    const { all } = processes(1);
    const [here] = all;
    const ana = person('Ana');
    here?.presence.look(ana.connection, ticket, false);
    await waitFor('it is said', () => here?.said.length === 1);
    const late = openPresence(
      (payload) => here?.presence.hear(payload),
      () => 0,
    );
    all.push({ presence: late, said: [] });
    const bo = person('Bo');
    late.look(bo.connection, ticket, false);
    late.greet();
    await until(bo, ['Ana']);
    await until(ana, ['Bo']);
    late.end();
    expect(ana.names()).toEqual([]);
  });

  it('says nothing twice', async () => {
    const {
      all: [here],
    } = processes(1);
    const ana = person('Ana');
    here?.presence.look(ana.connection, ticket, false);
    await waitFor('it is said', () => here?.said.length === 1);
    here?.presence.look(ana.connection, ticket, false);
    here?.presence.look(person('Bo').connection, { id: 'other', number: 8 }, false);
    await waitFor('the next is said', () => here?.said.length === 2);
    expect(decodeWire(String(here?.said[1]))?.at?.map(([id]) => id)).toEqual(['other']);
  });
});

describe('the wire', () => {
  it('cuts what is too long for one notification into several, and loses nobody', () => {
    const tickets = new Map(
      Array.from({ length: 100 }, (_, n) => [
        `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`,
        Array.from({ length: 5 }, (_, m) => ({
          id: `person ${n} ${m}`,
          name: '首问责任人'.repeat(4),
          typing: m === 0,
        })),
      ]),
    );
    const messages = encodeLookers('me', tickets);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThan(8_000);
    const heard = new Map(messages.flatMap((message) => decodeWire(message)?.at ?? []));
    expect(heard.size).toBe(100);
    expect([...heard.values()].every((people) => people.length === 5)).toBe(true);
  });

  it('stays within one notification for a ticket that everybody looks at', () => {
    const crowd = Array.from({ length: 500 }, (_, n) => ({
      id: `${n}`.padStart(36, '0'),
      name: '名'.repeat(200),
      typing: true,
    }));
    const [message, ...others] = encodeLookers('me', new Map([['ticket', crowd]]));
    expect(others).toEqual([]);
    expect(Buffer.byteLength(String(message))).toBeLessThan(8_000);
  });

  it('passes over what it cannot read', () => {
    for (const payload of ['', '{', '[]', '{"from":1}', '{"from":"x","at":[["t",[["a"]]]]}'])
      expect(decodeWire(payload)).toBeNull();
  });
});
