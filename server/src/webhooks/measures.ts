import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { Measure } from '../platform/http/metrics.ts';

/** What is still to be delivered. */
export const webhookMeasures = (app: App): Measure[] => [
  {
    name: 'shouwen_webhook_deliveries_waiting',
    help: 'Webhook deliveries that are queued or being attempted',
    async read() {
      // index webhook_delivery_due
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from webhook_delivery where org_id = ${app.org} and state in ('queued', 'attempting')`.execute(
        app.db,
      );
      return rows[0]?.count ?? 0;
    },
  },
];
