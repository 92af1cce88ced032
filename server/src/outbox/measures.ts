import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { Measure } from '../platform/http/metrics.ts';

/** What is still to leave the house. */
export const outboxMeasures = (app: App): Measure[] => [
  {
    name: 'shouwen_outbox_queued',
    help: 'Messages in the outbox that are still to be sent',
    async read() {
      // index outbox_waiting
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from outbox where org_id = ${app.org} and state = 'queued'`.execute(app.db);
      return rows[0]?.count ?? 0;
    },
  },
];
