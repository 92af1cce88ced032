import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { listenSmtp } from './channels/mail/listen-smtp.ts';
import { type Composition, compose } from './compose.ts';
import { systemClock } from './platform/clock.ts';
import { StartError } from './platform/errors.ts';
import { serveConsole } from './platform/http/console.ts';
import { type Logger, openLog } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { readSettings, type Settings } from './platform/settings.ts';
import { prepareOrganisation } from './prepare-organisation.ts';
import { startRealtime } from './realtime/start-realtime.ts';
import { openStorage, readSecret } from './storage.ts';
import { startWorkers } from './workers.ts';

export interface RunningServer {
  url: string;
  composition: Composition;
  /** ends it in order: requests that run are answered first */
  stop(): Promise<void>;
  /** resolves when it has ended, by `stop` or by a signal */
  stopped: Promise<void>;
}

/** Starts the server as the environment says, and stops it in order on SIGINT and SIGTERM. Throws `StartError`. */
export async function startServer(
  env: NodeJS.ProcessEnv,
  options: { prepare?: (composition: Composition) => Promise<void> } = {},
): Promise<RunningServer> {
  const settings = readSettings(env);
  const log = openLog(settings.log);
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const secret = await readSecret(settings);
    const storage = await openStorage(settings, log, 'server');
    closers.push(storage.close);
    await migrate(storage.pool, systemClock.now());
    const composition = await compose({ settings, pool: storage.pool, clock: systemClock, log, secret });
    await prepareOrganisation(composition);
    await options.prepare?.(composition);
    if (settings.role !== 'web') {
      const workers = startWorkers(composition);
      closers.push(() => workers.stop());
      if (settings.smtpInPort > 0) {
        const { stop } = await listenSmtp(composition, { port: settings.smtpInPort, host: settings.host });
        closers.push(stop);
      }
    }
    if (settings.role !== 'worker')
      closers.push(await listen(composition, settings, env.SHOUWEN_URL === undefined));
    warnOfOpenDoors(settings, log);
    return run(composition, settings, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens the port. Gives what closes it again. */
async function listen(
  composition: Composition,
  settings: Settings,
  urlFollowsPort: boolean,
): Promise<() => Promise<void>> {
  const http = await composition.httpServer();
  await serveConsole(http);
  try {
    await http.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    await http.close();
    throw portError(settings, error);
  }
  if (urlFollowsPort) settings.url = settings.url.replace(/:\d+$/, `:${portOf(http)}`);
  const realtime = await startRealtime(composition, http);
  return async () => {
    await realtime.stop();
    await http.close();
  };
}

function portOf(http: FastifyInstance): number {
  const address = http.server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function portError({ port, host }: Settings, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE')
    return new StartError(
      `Port ${port} is in use: stop what runs there, or choose another with SHOUWEN_PORT.`,
    );
  if (code === 'EACCES')
    return new StartError(
      `Port ${port} may not be opened by this account: choose one above 1023 with SHOUWEN_PORT.`,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new StartError(
      `This machine has no address "${host}": set SHOUWEN_HOST to one that it has, or to 0.0.0.0 for all.`,
    );
  return error instanceof Error ? error : new Error(String(error));
}

function warnOfOpenDoors(settings: Settings, log: Logger): void {
  const { hostname, protocol } = new URL(settings.url);
  const local =
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
  if (protocol === 'http:' && !local)
    log.warn(
      `${settings.url} is not https: passwords and cookies travel in the clear. Put a proxy with a certificate in front.`,
    );
}

function run(composition: Composition, settings: Settings, close: () => Promise<void>): RunningServer {
  let ended = () => {};
  const stopped = new Promise<void>((resolve) => {
    ended = resolve;
  });
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= close().finally(() => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, onSignal);
      ended();
    });
    return stopping;
  };
  let signals = 0;
  const onSignal = () => {
    signals += 1;
    if (signals > 1) process.exit(1); // asked twice: the next start puts in order what is left
    stop().catch((error: unknown) => {
      composition.app.log.error({ err: error }, 'stopping failed');
      process.exitCode = 1;
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  return { url: settings.url, composition, stop, stopped };
}
