import type { Composition } from '../compose.ts';
import { readAtOnce, readOn } from '../events/reader.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import { startReadingFiles } from './attachments/read-waiting.ts';
import { followLedger } from './follow-ledger.ts';
import { indexDue, writtenAtOnce } from './index-due.ts';
import { rebuildForTokeniser } from './rebuild.ts';

const look = 500; // ms; with the sequencer's look a change is found within a second

/**
 * Keeps the search up to date until it is stopped: follows the ledger, writes what became due, and reads attachments.
 * Any number of processes may do this on one database.
 */
export function startSearch({ app, systemContext }: Pick<Composition, 'app' | 'systemContext'>): Loop {
  let checked = false;
  const loop = startLoop({
    name: 'search',
    log: app.log,
    step: async () => {
      if (!checked) await rebuildForTokeniser(app);
      checked = true;
      const read = await readOn(app, systemContext, followLedger);
      const written = await indexDue(app);
      // what comes in the next moment is written together: a ticket that was opened is often changed at once
      return read === readAtOnce || written === writtenAtOnce ? 0 : look;
    },
  });
  const files = startReadingFiles(app, loop.nudge);
  return {
    nudge: loop.nudge,
    async stop() {
      await Promise.all([loop.stop(), files.stop()]);
    },
  };
}
