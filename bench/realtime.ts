import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { Composition } from '../server/src/compose.ts';
import { createApiKey } from '../server/src/people/create-api-key.ts';
import type { Call } from './client.ts';
import { share } from './measure.ts';
import type { Yard } from './scenarios.ts';
import { textOf } from './words.ts';

/** How long word of a change takes to the screens of those who may see it, in ms from the answer to who made it. */
export interface Delivery {
  agents: number;
  /** messages that arrived, of all changes together */
  received: number;
  changes: number;
  p50: number;
  p95: number;
  p99: number;
  /** the same word from one connection of the database to another, by `notify` */
  bareP50: number;
  bareP99: number;
}

const each = 200; // ms between two changes

/** So many people connect, each with a key of their own; then tickets are answered one after the other. */
export async function measureDelivery(
  { app, systemContext }: Composition,
  url: string,
  { pool, call, numbers, random }: Yard,
  agents: number,
  seconds: number,
): Promise<Delivery> {
  const context = await systemContext();
  const { rows: people } = await pool.query<{ id: string }>(
    "select id from user_account where org_id = 1 and email like 'agent%' order by id limit $1",
    [agents],
  );
  const heard = new Map<number, number[]>();
  const sockets: Socket[] = [];
  const connect = async (userId: string) => {
    const { key } = await createApiKey(app.db, context, {
      userId,
      name: 'bench',
      scopes: ['read'],
      expiresAt: null,
    });
    const socket = io(url, { path: '/socket.io', transports: ['websocket'], auth: { token: key } });
    socket.on('tickets', ({ numbers: changed }: { numbers: number[] }) => {
      const now = performance.now();
      for (const number of changed) heard.get(number)?.push(now);
    });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
  };
  for (let from = 0; from < people.length; from += 50)
    await Promise.all(people.slice(from, from + 50).map(({ id }) => connect(id)));
  await wait(2_000); // what came with connecting is over
  const times: number[] = [];
  const changes = Math.floor((seconds * 1000) / each);
  for (let change = 0; change < changes; change++) {
    const number = numbers[change % numbers.length] ?? 1;
    const arrivals: number[] = [];
    heard.set(number, arrivals);
    const answered = await answer(call, number, textOf(random, 'en', 30));
    await wait(each);
    times.push(...arrivals.map((at) => Math.max(0, at - answered)));
    heard.delete(number);
  }
  for (const socket of sockets) socket.disconnect();
  const bare = await notifyTimes(pool, 100);
  const at = share(times);
  const bareAt = share(bare);
  return {
    agents: people.length,
    received: times.length,
    changes,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    bareP50: bareAt(0.5),
    bareP99: bareAt(0.99),
  };
}

async function answer(call: Call, number: number, body: string): Promise<number> {
  await call('POST', `/tickets/${number}/messages`, { kind: 'reply', body });
  return performance.now();
}

async function notifyTimes(pool: Pool, count: number): Promise<number[]> {
  const listener = await pool.connect();
  const times: number[] = [];
  try {
    await listener.query('listen bench');
    for (let n = 0; n < count; n++) {
      const came = new Promise<number>((resolve) =>
        listener.once('notification', () => resolve(performance.now())),
      );
      await pool.query("select pg_notify('bench', '')");
      const answered = performance.now();
      times.push(Math.max(0, (await came) - answered));
    }
  } finally {
    listener.release(true);
  }
  return times;
}
