import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { sql } from 'kysely';
import type { Command } from './index.ts';
import { print, withProduct } from './with-product.ts';

/** `doctor`: what this installation stands on, for whoever runs it or helps with it. Nothing secret is in it. */
export const doctor: Command = {
  usage: '[--json]',
  summary: 'say what this installation stands on: versions, sizes, space, queues',
  async run(args) {
    const facts = await withProduct(async ({ app }) => {
      const space = await statfs(app.settings.dataDirectory);
      const { rows } = await sql<Record<string, string | number>>`select
        current_setting('server_version') as postgresql,
        pg_size_pretty(pg_database_size(current_database())) as database_size,
        (select count(*)::int from ticket) as tickets,
        (select count(*)::int from event where position is null) as events_without_position,
        (select count(*)::int from obligation where next_at < ${app.clock.now()}) as obligations_waiting,
        (select count(*)::int from outbox where state = 'queued') as outbox_queued,
        (select count(*)::int from webhook_delivery where state in ('queued', 'attempting')) as deliveries_waiting,
        (select max(version) from schema_migration) as schema_version`.execute(app.db);
      return {
        node: process.version,
        system: `${process.platform} ${process.arch}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
        data_folder: app.settings.dataDirectory,
        free_space: `${Math.round((space.bavail * space.bsize) / 2 ** 30)} GB`,
        database: app.settings.databaseUrl ? 'DATABASE_URL' : 'embedded',
        url: app.settings.url,
        ...rows[0],
      };
    });
    print(
      args,
      facts,
      Object.entries(facts).map(([name, value]) => `${name.padEnd(26)} ${value}`),
    );
  },
};
