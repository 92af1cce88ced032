import { setImmediate as breathe } from 'node:timers/promises';
import type { App } from '../context.ts';
import type { PlacedEvent } from '../events/read-ledger.ts';
import { recordsOf, type TicketRecord } from '../tickets/sight.ts';
import { beforeEvents } from './before-events.ts';
import { concernedBy } from './concerned.query.ts';
import type { RealtimeServer } from './connection.ts';
import type { Connection, Crowd } from './crowd.ts';

const peopleAtOnce = 100; // then whatever else the process has to do gets its turn

/**
 * Tells everybody who listens which tickets have changed, as far as each may see them; whoever has lost one from sight
 * is told to fetch lists anew, without a word about which. Gives the records that it looked at.
 */
export async function tellOfEvents(
  app: App,
  server: RealtimeServer,
  crowd: Crowd,
  events: readonly PlacedEvent[],
): Promise<TicketRecord[]> {
  const last = events.at(-1);
  if (!last || crowd.connections().length === 0) return [];
  const ids = [...new Set(events.map((event) => event.ticket_id))].filter((id) => id !== null);
  const records = await recordsOf(app.db, app.org, ids);
  const pairs = records.map((now) => ({
    now,
    before: beforeEvents(
      now,
      events.filter((event) => event.ticket_id === now.id),
    ),
  }));
  const concerned = await concernedBy(app.db, app.org, events);
  const audiences = new Map<string, { tickets: TicketRecord[]; sockets: string[] }>();
  let asked = 0;
  for (const [userId, connections] of crowd.people()) {
    const [first] = connections;
    if (!first) continue;
    const seen = pairs.filter(({ now }) => first.sees(now));
    if (seen.length > 0)
      join(
        audiences,
        seen.map(({ now }) => now),
        connections,
      );
    if (pairs.some((pair) => !seen.includes(pair) && first.sees(pair.before)))
      for (const { socket } of connections) socket.emit('lists');
    if (concerned.users.has(userId) || first.context.viewer.teams.some((team) => concerned.teams.has(team)))
      for (const { socket } of connections) socket.emit('duties');
    asked += 1;
    if (asked % peopleAtOnce === 0) await breathe();
  }
  for (const { tickets, sockets } of audiences.values())
    server.to(sockets).emit('tickets', {
      ids: tickets.map((ticket) => ticket.id),
      numbers: tickets.map((ticket) => ticket.number),
      position: last.position,
    });
  return records;
}

// Those who see the same tickets get the same message, which is made once.
function join(
  audiences: Map<string, { tickets: TicketRecord[]; sockets: string[] }>,
  tickets: TicketRecord[],
  connections: readonly Connection[],
): void {
  const key = tickets.map((ticket) => ticket.number).join(' ');
  const audience = audiences.get(key) ?? { tickets, sockets: [] };
  audience.sockets.push(...connections.map(({ socket }) => socket.id));
  audiences.set(key, audience);
}
