import type { Server as HttpServer, IncomingHttpHeaders } from 'node:http';
import { type DefaultEventsMap, Server } from 'socket.io';

/** The messages that go over a socket, by direction, and what is kept beside each socket. */
export type Sockets<Client extends object, Ours extends object, Data> = Server<
  {
    [Name in keyof Client]: Client[Name] extends (message: never) => void
      ? (message: unknown) => void
      : never;
  },
  Ours & DefaultEventsMap,
  DefaultEventsMap,
  Data
>;

const largestMessage = 10_000; // bytes; clients only say which ticket they look at

/**
 * Real time on the HTTP server, at /socket.io. WebSocket only: a connection then stays on one node by itself, and no
 * proxy has to send its requests to the same one.
 */
export function openSockets<Client extends object, Ours extends object, Data>(
  http: HttpServer,
  isAllowed: (headers: IncomingHttpHeaders) => boolean,
): Sockets<Client, Ours, Data> {
  return new Server(http, {
    path: '/socket.io',
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: largestMessage,
    allowRequest: (request, answer) => {
      const allowed = isAllowed(request.headers);
      answer(allowed ? null : 'cross_site', allowed);
    },
  });
}

/** Ends every connection; the HTTP server stays as it is. */
export function closeSockets(sockets: Server): void {
  sockets.disconnectSockets(true);
  sockets.engine.close();
}
