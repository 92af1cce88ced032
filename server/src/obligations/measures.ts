import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { Measure } from '../platform/http/metrics.ts';

/** Whether the sweep keeps up with what falls due. */
export const obligationMeasures = (app: App): Measure[] => [
  {
    name: 'shouwen_obligations_lag_seconds',
    help: 'Time since the earliest moment that has not been acted on yet; 0 when all have',
    async read() {
      // index obligation_next
      const { rows } = await sql<{ next_at: Date }>`
        select next_at from obligation where org_id = ${app.org} and next_at is not null order by next_at limit 1`.execute(
        app.db,
      );
      const since = rows[0]?.next_at;
      return since ? Math.max(0, (app.clock.now().getTime() - since.getTime()) / 1000) : 0;
    },
  },
];
