import type { MailBlock, MailBlockBody } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { appendEvent } from '../../events/append-event.ts';
import { requireEverywhere } from '../../people/viewer.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../tables.ts';

type Block = z.input<typeof MailBlock>;

/** The entry of the block list that an address falls under; null when none does (index mail_block_pattern). */
export async function blockedBy(tx: Tx, context: Context, address: string | null): Promise<string | null> {
  if (!address) return null;
  const small = address.toLowerCase();
  const block = await tx
    .selectFrom('mail_block')
    .select('pattern')
    .where('org_id', '=', context.org)
    .where('pattern', 'in', [small, small.slice(small.lastIndexOf('@'))])
    .limit(1)
    .executeTakeFirst();
  return block?.pattern ?? null;
}

/** The block list, in the order of its entries. */
export async function listBlocks(tx: Tx, context: Context): Promise<{ items: Block[] }> {
  requireEverywhere(context, 'outbox.read');
  const rows = await tx
    .selectFrom('mail_block as b')
    .leftJoin('user_account as u', (join) =>
      join.onRef('u.org_id', '=', 'b.org_id').onRef('u.id', '=', 'b.created_by'),
    )
    .select(['b.id', 'b.pattern', 'b.note', 'b.created_at', 'u.name'])
    .where('b.org_id', '=', context.org)
    .orderBy('b.pattern')
    .execute();
  return {
    items: rows.map(({ id, pattern, note, created_at, name }) => ({
      id,
      pattern,
      note,
      created_at: created_at.toISOString(),
      created_by: name,
    })),
  };
}

/** Blocks an address or a domain. Throws `Refusal` (409) when it is blocked already. */
export async function addBlock(
  tx: Tx,
  context: Context,
  { pattern, note = '' }: z.output<typeof MailBlockBody>,
): Promise<Block> {
  const viewer = requireEverywhere(context, 'outbox.manage');
  const id = newId(context.now);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('mail_block')
    .values({ org_id: context.org, id, pattern, note, created_at: context.now, created_by: viewer.userId })
    .onConflict((clash) => clash.columns(['org_id', 'pattern']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw conflict('mail_block_there');
  await tell(tx, context, 'mail.blocked', id, pattern);
  return { id, pattern, note, created_at: context.now.toISOString(), created_by: viewer.name };
}

/** Lets it through again. What was kept meanwhile stays in the journal, to be processed again by hand. */
export async function removeBlock(tx: Tx, context: Context, id: string): Promise<void> {
  requireEverywhere(context, 'outbox.manage');
  const removed = await tx
    .deleteFrom('mail_block')
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .returning('pattern')
    .executeTakeFirst();
  if (!removed) throw notFound('mail_block');
  await tell(tx, context, 'mail.unblocked', id, removed.pattern);
}

async function tell(tx: Tx, context: Context, kind: string, id: string, pattern: string): Promise<void> {
  await appendEvent(tx, context, { kind, subject: { kind: 'mail_block', id }, payload: { pattern } });
}
