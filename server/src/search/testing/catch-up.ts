import { readOn } from '../../events/reader.ts';
import { sequenceAll } from '../../events/sequencer.ts';
import type { TestApp } from '../../platform/testing/test-app.ts';
import { followLedger } from '../follow-ledger.ts';
import { indexDue } from '../index-due.ts';

/** Does by hand what the search does beside requests, until there is nothing left to do. */
export async function catchUp(test: TestApp): Promise<void> {
  await sequenceAll(test.app);
  while ((await readOn(test.app, test.systemContext, followLedger)) > 0);
  while ((await indexDue(test.app)) > 0);
}
