import { sql } from 'kysely';
import type { App } from '../context.ts';
import type { Measure } from '../platform/http/metrics.ts';
import { ledgerHead } from './read-ledger.ts';

/** How far the ledger is, and whether the sequencer keeps up. */
export const ledgerMeasures = (app: App): Measure[] => [
  {
    name: 'shouwen_ledger_position',
    help: 'Position of the last event',
    read: () => ledgerHead(app.db, app.org),
  },
  {
    name: 'shouwen_sequencer_lag_seconds',
    help: 'Age of the oldest event without a position; 0 when every event has one',
    async read() {
      // index event_unsequenced
      const { rows } = await sql<{ at: Date }>`
        select at from event where org_id = ${app.org} and position is null order by seq limit 1`.execute(
        app.db,
      );
      const since = rows[0]?.at;
      return since ? Math.max(0, (app.clock.now().getTime() - since.getTime()) / 1000) : 0;
    },
  },
];
