import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { linkToken } from './token.ts';

/** Makes the private link on which an outside partner reads a question and answers it. Gives its address. */
export async function consultationLink(
  tx: Tx,
  context: Context,
  ticketId: string,
  consultationId: string,
): Promise<string> {
  const id = newId(context.now);
  await tx
    .insertInto('private_link')
    .values({
      org_id: context.org,
      id,
      kind: 'consultation',
      ticket_id: ticketId,
      customer_id: null,
      consultation_id: consultationId,
      created_at: context.now,
      created_by: context.actor.kind === 'user' ? context.actor.id : null,
      expires_at: null,
      revoked_at: null,
    })
    .execute();
  return `${context.app.settings.url}/c/${linkToken(context.app, id)}`;
}
