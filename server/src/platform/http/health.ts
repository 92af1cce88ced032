import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { migrations } from '../migrate.ts';

const patience = 2_000; // ms; a database that takes longer to say anything is not ready

/**
 * `/healthz`: the process lives. `/readyz`: it can do its work, that is, the database answers and has the schema that
 * this program knows; 503 otherwise. Both are open to everybody and tell nothing else.
 */
export function serveHealth(server: FastifyInstance, pool: pg.Pool): void {
  const quiet = { logLevel: 'warn' as const };
  server.get('/healthz', quiet, async () => ({ status: 'ok' }));
  server.get('/readyz', quiet, async (_, reply) => {
    const missing = await whatIsMissing(pool);
    return reply
      .code(missing ? 503 : 200)
      .send(missing ? { status: 'not ready', missing } : { status: 'ready' });
  });
}

async function whatIsMissing(pool: pg.Pool): Promise<'database' | 'migrations' | null> {
  const newest = Math.max(...migrations.map((migration) => migration.version));
  let timer: NodeJS.Timeout | undefined;
  try {
    const version = await Promise.race([
      pool.query<{ version: number | null }>('select max(version) as version from schema_migration'),
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer')), patience);
      }),
    ]);
    return (version.rows[0]?.version ?? 0) >= newest ? null : 'migrations';
  } catch {
    return 'database'; // whatever stopped it is in the log of those who use the database
  } finally {
    clearTimeout(timer);
  }
}
