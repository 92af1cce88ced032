import type { Call, LedgerEvent } from '@shouwen/api';
import { expect } from 'vitest';

/** The whole ledger as far as it is numbered, checked to be without a gap from position 1 on. */
export async function wholeLedger(call: Call): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for (let after = 0; ; ) {
    const { items, last_position } = await call('readEvents', { query: { after, limit: 1000 } });
    events.push(...items);
    if (last_position === after) break;
    after = last_position;
  }
  expect(events.map((event) => event.position)).toEqual(events.map((_, index) => index + 1));
  return events;
}
