import type { Language } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { tellOfChange } from './change-user.ts';
import { viewerOf } from './viewer.ts';

export interface MyChanges {
  name?: string | undefined;
  language?: Language | undefined;
  time_zone?: string | undefined;
}

/** Changes what is everybody's own to say: name, language and time zone. */
export async function changeMe(tx: Tx, context: Context, changes: MyChanges): Promise<void> {
  const { userId } = viewerOf(context);
  const row = await tx
    .selectFrom('user_account')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const set = {
    ...(differs(changes.name, row.name) ? { name: changes.name } : {}),
    ...(differs(changes.language, row.language) ? { language: changes.language } : {}),
    ...(differs(changes.time_zone, row.time_zone) ? { time_zone: changes.time_zone } : {}),
  };
  if (Object.keys(set).length === 0) return;
  await tx
    .updateTable('user_account')
    .set({ ...set, version: row.version + 1 })
    .where('org_id', '=', context.org)
    .where('id', '=', userId)
    .execute();
  await tellOfChange(tx, context, row, set);
}

function differs<T>(given: T | undefined, stored: T): given is T {
  return given !== undefined && given !== stored;
}
