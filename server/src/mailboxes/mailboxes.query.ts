import type { Mailbox as MailboxAnswer } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requireEverywhere } from '../people/policy.ts';
import type { Tx } from '../tables.ts';
import { codeIn, sayFault } from './connection/faults.ts';
import { dkimRecord } from './dkim.ts';
import type { MailboxRow } from './mailbox.ts';
import { etagOf } from './save-mailbox.ts';
import { secretStates } from './secrets.ts';
import type { MailboxFetchTable } from './tables.ts';
import { settingsOf } from './tell.ts';

type Answer = z.input<typeof MailboxAnswer>;
type Fetch = Selectable<MailboxFetchTable>;

/** Every mailbox, by its address, without its secrets. */
export async function listMailboxes(tx: Tx, context: Context): Promise<Answer[]> {
  requireEverywhere(context, 'config.manage');
  const rows = await tx
    .selectFrom('mailbox')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('deleted_at', 'is', null)
    .orderBy('address')
    .execute();
  const fetching = await tx
    .selectFrom('mailbox_fetch')
    .selectAll()
    .where('org_id', '=', context.org)
    .execute();
  return rows.map((row) => present(context, row, fetching));
}

/** One mailbox as the API shows it. */
export async function presentMailbox(tx: Tx, context: Context, row: MailboxRow): Promise<Answer> {
  const fetching = await tx
    .selectFrom('mailbox_fetch')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('mailbox_id', '=', row.id)
    .execute();
  return present(context, row, fetching);
}

function present(context: Context, row: MailboxRow, fetching: Fetch[]): Answer {
  const { receive } = row;
  const folder = receive.way === 'imap' ? receive.folder : null;
  const state = fetching.find((one) => one.mailbox_id === row.id && one.folder === folder);
  return {
    ...settingsOf(row),
    id: row.id,
    etag: etagOf(row),
    ...secretStates(context.app, row),
    dkim: row.dkim && {
      domain: row.dkim.domain,
      selector: row.dkim.selector,
      ...dkimRecord(row.dkim),
    },
    fetching: state
      ? {
          looked_at: state.looked_at?.toISOString() ?? null,
          error_at: state.error_at?.toISOString() ?? null,
          error: state.error === null ? null : sayFault(context.language, state.error),
          code: state.error === null ? null : codeIn(state.error),
        }
      : null,
  };
}
