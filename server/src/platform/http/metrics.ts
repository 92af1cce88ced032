import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { forbidden, Refusal } from '../errors.ts';
import type { Pipeline } from './pipeline.ts';

/** A figure that is read when somebody asks for the metrics. */
export interface Measure {
  /** `shouwen_…`, in the base unit (seconds, bytes) where it has one */
  name: string;
  help: string;
  read(): number | Promise<number>;
}

let ofProcess: Registry | null = null;

/**
 * `/metrics` in the text format of Prometheus: requests, the pool, the measures given, and the process. It is open to
 * programs on the same machine as long as the installation's address is that machine's own. As soon as it is reached
 * under another address a proxy may stand in front, to which every caller looks local: then it takes an API key (or the
 * session) of somebody who may manage the configuration.
 */
export function serveMetrics(
  server: FastifyInstance,
  pipeline: Pipeline,
  pool: pg.Pool,
  measures: readonly Measure[],
): void {
  const registry = new Registry();
  countRequests(server, registry);
  const all: Measure[] = [
    {
      name: 'shouwen_database_connections',
      help: 'Open connections to the database',
      read: () => pool.totalCount,
    },
    {
      name: 'shouwen_database_connections_idle',
      help: 'Those of them that are idle',
      read: () => pool.idleCount,
    },
    {
      name: 'shouwen_database_waiting',
      help: 'Work that waits for a connection to the database',
      read: () => pool.waitingCount,
    },
    {
      name: 'shouwen_http_connections',
      help: 'Open connections, those of real time included',
      read: () =>
        new Promise((resolve, reject) =>
          server.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
        ),
    },
    ...measures,
  ];
  for (const { name, help, read } of all)
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        // a figure that cannot be read must not keep the others back
        this.set(await Promise.resolve(read()).catch(() => Number.NaN));
      },
    });
  server.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
    await admit(pipeline, request);
    ofProcess ??= defaultMetrics();
    reply.type(registry.contentType);
    return `${await registry.metrics()}\n${await ofProcess.metrics()}`;
  });
}

function countRequests(server: FastifyInstance, registry: Registry): void {
  const requests = new Counter({
    name: 'shouwen_http_requests_total',
    help: 'Answered requests',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'shouwen_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  server.addHook('onResponse', async (request, reply) => {
    // the pattern of the route, never the address itself: labels must stay few, and addresses hold tokens
    const [method, route] = [request.method, request.routeOptions.url ?? 'none'];
    requests.inc({ method, route, status: reply.statusCode });
    durations.observe({ method, route }, reply.elapsedTime / 1000);
  });
}

function defaultMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

async function admit(pipeline: Pipeline, request: FastifyRequest): Promise<void> {
  if (isLocal(request) && isLoopback(new URL(pipeline.app.settings.url).hostname)) return;
  const context = await pipeline.identify(request);
  if (!context.viewer) throw new Refusal('unauthenticated', 'sign_in_needed');
  if (!pipeline.can(context, 'config.manage')) throw forbidden('config.manage');
}

function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request.raw;
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => headers[name] !== undefined,
  );
  const host =
    headers.host && URL.canParse(`http://${headers.host}`) ? new URL(`http://${headers.host}`).hostname : '';
  return !forwarded && isLoopback(socket.remoteAddress ?? '') && isLoopback(host);
}

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || (ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback');
}
