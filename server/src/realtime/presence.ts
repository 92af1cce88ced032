import { randomUUID } from 'node:crypto';
import type { TicketRecord } from '../tickets/sight.ts';
import type { Connection } from './crowd.ts';
import { decodeWire, encodeLookers, type Looker, lookersIn } from './presence-wire.ts';

/** Who looks at which ticket, and who types there: here, and on the other processes. */
export interface Presence {
  /** somebody looks at a ticket that they may see, or at none any more */
  look(connection: Connection, ticket: { id: string; number: number } | null, typing: boolean): void;
  /** the ticket that this connection looks at */
  lookingAt(connection: Connection): { id: string; number: number } | null;
  /** tickets have changed, or rights: whoever looks at one that they may not see (any more) looks no longer */
  recheck(tickets: readonly TicketRecord[]): void;
  /** the ids of the tickets that some connections look at */
  lookedAt(connections: readonly Connection[]): string[];
  /** what another process said */
  hear(payload: string): void;
  /** asks the others what they know, and tells them what is known here */
  greet(): void;
  /** forgets what has not been confirmed for long; to be called every few seconds */
  tidy(): void;
  end(): void;
}

interface Looking {
  connection: Connection;
  ticketId: string;
  number: number;
  typing: boolean;
  /** typing holds until then unless it is said again */
  typingUntil: number;
  /** what was last said to this connection, so that nothing is said twice */
  told: string;
}

const typingLasts = 15_000; // ms
const repeatEvery = 20_000; // ms
const believedFor = 60_000; // ms; a process that was killed says nothing any more
const gatheredFor = 30; // ms; what changes together goes out together

/** `say` brings a message to all processes, this one included; `elapsed` is a clock of milliseconds that never jumps. */
export function openPresence(say: (payload: string) => void, elapsed: () => number): Presence {
  const self = randomUUID();
  const here = new Map<Connection, Looking>();
  const elsewhere = new Map<string, Map<string, { lookers: Looker[]; until: number }>>(); // ticket → process
  const changed = new Set<string>();
  let gathering: NodeJS.Timeout | null = null;
  let repeatAt = elapsed() + repeatEvery;

  const lookersHere = (ticketId: string): Looker[] =>
    merge(
      [...here.values()]
        .filter((looking) => looking.ticketId === ticketId)
        .map(({ connection, typing }) => ({ ...person(connection), typing })),
    );
  const tell = (ticketId: string) => {
    const others = [...(elsewhere.get(ticketId)?.values() ?? [])].flatMap(({ lookers }) => lookers);
    const all = merge([...lookersHere(ticketId), ...others]);
    for (const looking of here.values()) {
      if (looking.ticketId !== ticketId) continue;
      const people = all.filter((looker) => looker.id !== looking.connection.userId);
      const told = JSON.stringify(people);
      if (told === looking.told) continue;
      looking.told = told;
      looking.connection.socket.emit('presence', { number: looking.number, people });
    }
  };
  const speak = () => {
    gathering = null;
    const tickets = new Map([...changed].map((ticket) => [ticket, lookersHere(ticket)]));
    changed.clear();
    for (const payload of encodeLookers(self, tickets)) say(payload);
  };
  const change = (ticketId: string) => {
    tell(ticketId);
    changed.add(ticketId);
    gathering ??= setTimeout(speak, gatheredFor);
  };
  const repeat = () => {
    repeatAt = elapsed() + repeatEvery;
    for (const { ticketId } of here.values()) changed.add(ticketId);
    if (changed.size > 0) gathering ??= setTimeout(speak, gatheredFor);
  };
  const stopLooking = (connection: Connection) => {
    const looking = here.get(connection);
    if (!looking) return;
    here.delete(connection);
    change(looking.ticketId);
  };
  const forget = (ticketId: string, process: string) => {
    const processes = elsewhere.get(ticketId);
    if (!processes?.delete(process)) return;
    if (processes.size === 0) elsewhere.delete(ticketId);
    tell(ticketId);
  };

  return {
    look(connection, ticket, typing) {
      const before = here.get(connection);
      if (!ticket || before?.ticketId !== ticket.id) stopLooking(connection);
      if (!ticket) return;
      const { id: ticketId, number } = ticket;
      const same = before?.ticketId === ticketId ? before : null;
      const typingUntil = elapsed() + typingLasts;
      here.set(connection, { connection, ticketId, number, typing, typingUntil, told: same?.told ?? '' });
      if (!same || same.typing !== typing) change(ticketId);
    },
    lookingAt(connection) {
      const looking = here.get(connection);
      return looking ? { id: looking.ticketId, number: looking.number } : null;
    },
    recheck(tickets) {
      const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
      for (const { connection, ticketId } of [...here.values()]) {
        const ticket = byId.get(ticketId);
        if (ticket && !connection.sees(ticket)) stopLooking(connection);
      }
    },
    lookedAt: (connections) => [...new Set(connections.flatMap((one) => here.get(one)?.ticketId ?? []))],
    hear(payload) {
      const wire = decodeWire(payload);
      if (!wire || wire.from === self) return;
      if (wire.hello) repeat();
      if (wire.bye) for (const ticketId of [...elsewhere.keys()]) forget(ticketId, wire.from);
      for (const [ticketId, people] of wire.at ?? []) {
        if (people.length === 0) {
          forget(ticketId, wire.from);
          continue;
        }
        const processes = elsewhere.get(ticketId) ?? new Map();
        processes.set(wire.from, { lookers: lookersIn(people), until: elapsed() + believedFor });
        elsewhere.set(ticketId, processes);
        tell(ticketId);
      }
    },
    greet() {
      say(JSON.stringify({ from: self, hello: true }));
      repeat();
    },
    tidy() {
      for (const looking of here.values()) {
        if (!looking.typing || looking.typingUntil > elapsed()) continue;
        looking.typing = false;
        change(looking.ticketId);
      }
      for (const [ticketId, processes] of elsewhere)
        for (const [process, { until }] of processes) if (until <= elapsed()) forget(ticketId, process);
      if (elapsed() >= repeatAt) repeat();
    },
    end() {
      if (gathering) clearTimeout(gathering);
      here.clear();
      say(JSON.stringify({ from: self, bye: true }));
    },
  };
}

const person = ({ userId, context }: Connection) => ({ id: userId, name: context.viewer.name });

/** Each person once, typing if they type on any of their screens; in order of names. */
function merge(lookers: readonly Looker[]): Looker[] {
  const byId = new Map<string, Looker>();
  for (const looker of lookers) {
    const known = byId.get(looker.id);
    byId.set(looker.id, { ...looker, typing: looker.typing || (known?.typing ?? false) });
  }
  return [...byId.values()].sort((a, b) =>
    a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1,
  );
}
