import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';

export interface Notice {
  users: readonly string[];
  /** the kind of the event that it tells of */
  kind: string;
  ticketId: string | null;
  obligationId?: string | null;
  eventId: string;
}

/** Puts word of an event into the notification list of people; never of the one who did it. */
export async function notify(tx: Tx, context: Context, notice: Notice): Promise<void> {
  await notifyAll(tx, context, [notice]);
}

/** The same for many events at once. */
export async function notifyAll(tx: Tx, context: Context, notices: readonly Notice[]): Promise<void> {
  const rows = notices.flatMap((notice) =>
    [...new Set(notice.users)]
      .filter((user) => user !== context.actor.id)
      .map((user) => ({
        org_id: context.org,
        id: newId(context.now),
        user_id: user,
        kind: notice.kind,
        ticket_id: notice.ticketId,
        obligation_id: notice.obligationId ?? null,
        event_id: notice.eventId,
        at: context.now,
        read_at: null,
      })),
  );
  // a statement takes 65,535 parameters
  for (let from = 0; from < rows.length; from += 5_000)
    await tx
      .insertInto('notification')
      .values(rows.slice(from, from + 5_000))
      .execute();
}
