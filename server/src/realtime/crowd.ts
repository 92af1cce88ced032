import type { Context } from '../context.ts';
import type { Credential } from '../platform/http/server.ts';
import { sightOf, type TicketRecord } from '../tickets/sight.ts';
import { type Admitted, mayListen, type RealtimeSocket, type SignedIn } from './connection.ts';

/** Somebody who listens, over one socket. */
export interface Connection {
  socket: RealtimeSocket;
  credential: Credential;
  context: SignedIn;
  userId: string;
  /** the access policy of tickets, for this person as of now */
  sees: (ticket: TicketRecord) => boolean;
}

/** Everybody who listens on this process. */
export interface Crowd {
  add(socket: RealtimeSocket, admitted: Admitted): Connection;
  remove(connection: Connection): void;
  connections(): readonly Connection[];
  /** by person: all connections of one have the same rights */
  people(): ReadonlyMap<string, readonly Connection[]>;
  /**
   * Looks again at what some of them may do: who may listen no longer is disconnected, whose sight has changed is told
   * to fetch lists anew. Gives those whose sight has changed.
   */
  refresh(which: (connection: Connection) => boolean): Promise<Connection[]>;
}

const lookedUpAtOnce = 8;

export function openCrowd(contextOf: (credential: Credential) => Promise<Context | null>): Crowd {
  const all = new Set<Connection>();
  return {
    add(socket, { credential, context }) {
      const connection = {
        socket,
        credential,
        context,
        userId: context.viewer.userId,
        sees: sightOf(context),
      };
      all.add(connection);
      return connection;
    },
    remove: (connection) => all.delete(connection),
    connections: () => [...all],
    people() {
      const people = new Map<string, Connection[]>();
      for (const connection of all) {
        const others = people.get(connection.userId);
        if (others) others.push(connection);
        else people.set(connection.userId, [connection]);
      }
      return people;
    },
    async refresh(which) {
      const wanted = [...all].filter(which);
      const byCredential = new Map<string, Connection[]>();
      for (const connection of wanted) {
        const { kind, value } = connection.credential;
        const key = `${kind} ${value}`;
        byCredential.set(key, [...(byCredential.get(key) ?? []), connection]);
      }
      const changed: Connection[] = [];
      const groups = [...byCredential.values()];
      for (let from = 0; from < groups.length; from += lookedUpAtOnce)
        await Promise.all(
          groups.slice(from, from + lookedUpAtOnce).map(async (group) => {
            const [first] = group;
            if (!first) return;
            const context = await contextOf(first.credential);
            for (const connection of group) {
              if (!mayListen(context)) connection.socket.disconnect(true);
              else if (update(connection, context)) changed.push(connection);
            }
          }),
        );
      for (const { socket } of changed) socket.emit('lists');
      return changed;
    },
  };
}

/** Gives whether it changes what the person may see. */
function update(connection: Connection, context: SignedIn): boolean {
  const before = reachOf(connection.context);
  connection.context = context;
  connection.sees = sightOf(context);
  return reachOf(context) !== before;
}

function reachOf({ viewer }: SignedIn): string {
  const rights = [...viewer.rights].map(([permission, units]) => [permission, [...units].sort()] as const);
  return JSON.stringify([[...viewer.teams].sort(), rights.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
