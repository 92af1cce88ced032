import pg from 'pg';
import type { Logger } from './log.ts';
import { startLoop } from './loop.ts';

export interface Listener {
  close(): Promise<void>;
}
export interface ListenOptions {
  pool: pg.Pool;
  log: Logger;
  channels: Record<string, (payload: string) => void>;
  /** called after every (re)connection: what was announced while nobody listened is lost, so look for yourself */
  onConnected: () => void;
}

const heartbeat = 30_000; // ms; a connection that died without a word is found by then

/**
 * Listens on channels of the database with a connection of its own, which is made again whenever it is lost. What it
 * hears is only a hint: whoever relies on it must also look by itself now and then.
 */
export function listen({ pool, log, channels, onConnected }: ListenOptions): Listener {
  let client: pg.Client | null = null;
  let ended = () => {};
  const drop = (lost: pg.Client | null) => {
    if (lost === null || lost !== client) return;
    client = null;
    lost.removeAllListeners('notification');
    lost.end().catch(() => undefined); // it is lost already: nothing is left to be said about it
    ended();
  };
  const connect = async () => {
    const fresh = new pg.Client({ ...pool.options, password: pool.options.password, query_timeout: 10_000 });
    client = fresh;
    fresh.on('error', () => drop(fresh));
    fresh.on('end', () => drop(fresh));
    fresh.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''));
    await fresh.connect();
    for (const channel of Object.keys(channels)) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    onConnected();
  };
  const loop = startLoop({
    name: 'listen',
    log,
    step: async () => {
      try {
        if (!client) await connect();
        await client?.query('select 1');
        return heartbeat;
      } catch (error) {
        drop(client);
        throw error;
      }
    },
  });
  ended = loop.nudge;
  return {
    async close() {
      ended = () => {};
      await loop.stop();
      drop(client);
    },
  };
}
