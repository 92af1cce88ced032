import type pg from 'pg';
import { fetchedMailboxes } from '../../mailboxes/find-mailbox.ts';
import { type Loop, startLoop } from '../../platform/loop.ts';
import type { Intake } from '../mail/receive-mail.ts';
import { type Fetcher, fetchMailbox } from './fetch-mailbox.ts';
import { holdMailboxes } from './hold-mailboxes.ts';

const look = 2_000; // ms: when settings were changed, or another process has let a mailbox go

/**
 * Fetches every mailbox that is to be fetched by IMAP, each in one process at a time however many there are. Follows the
 * settings: a mailbox that was changed is begun anew, one that was switched off or removed is let go.
 */
export function startFetching(intake: Intake, pool: pg.Pool): Loop {
  const { app } = intake;
  const fetchers = new Map<string, Fetcher>();
  const letGo = async (ids: Iterable<string>) => {
    await Promise.all(
      [...ids].map(async (id) => {
        const fetcher = fetchers.get(id);
        await fetcher?.stop();
        if (fetchers.get(id) === fetcher) fetchers.delete(id);
      }),
    );
  };
  let lost = false;
  const holds = holdMailboxes(pool, () => {
    lost = true;
  });
  const loop = startLoop({
    name: 'fetching mail',
    log: app.log,
    step: async () => {
      if (lost) {
        await letGo(fetchers.keys());
        lost = false;
      }
      const wanted = new Map(
        (await fetchedMailboxes(app.db, app.org)).map((mailbox) => [mailbox.id, mailbox]),
      );
      for (const [id, fetcher] of [...fetchers]) {
        const mailbox = wanted.get(id);
        if (mailbox?.version === fetcher.version) continue;
        await letGo([id]);
        await holds.release(id);
      }
      for (const [id, mailbox] of wanted) {
        const { receive } = mailbox;
        if (receive.way !== 'imap' || fetchers.has(id) || !(await holds.take(id))) continue;
        fetchers.set(id, fetchMailbox(intake, mailbox, receive));
      }
      return look;
    },
  });
  return {
    nudge: loop.nudge,
    async stop() {
      await loop.stop();
      await letGo(fetchers.keys());
      await holds.close();
    },
  };
}
