import type { FileText } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { findFile } from '../../files/find-file.ts';
import type { Tx } from '../../tables.ts';
import { unreadable } from './readable.ts';

const longest = 20_000; // characters shown
const soon = 60_000; // ms after its arrival in which a file is noted that can be read

/** The words of a file that this viewer may have, as they were read for the search. Throws not-found as `findFile` does. */
export async function fileText(tx: Tx, context: Context, id: string): Promise<z.input<typeof FileText>> {
  const file = await findFile(tx, context, id);
  const read = await tx
    .selectFrom('file_text') // its primary key
    .select(['state', 'content'])
    .where('org_id', '=', context.org)
    .where('sha256', '=', file.sha256)
    .executeTakeFirst();
  if (read?.state === 'read')
    return { state: 'read', text: read.content.slice(0, longest), whole: read.content.length <= longest };
  const isNew = unreadable(file) === null && context.now.getTime() - file.created_at.getTime() < soon;
  const waits = read ? read.state === 'waiting' : isNew;
  return { state: waits ? 'waiting' : 'none', text: '', whole: !waits };
}
