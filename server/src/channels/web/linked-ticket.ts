import type { LinkedTicket } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { openFile } from '../../files/open-file.ts';
import { findLink, type LinkRow } from '../../links/find-link.ts';
import { notFound } from '../../platform/errors.ts';
import type { FileAnswer } from '../../platform/http/implement.ts';
import type { Tx } from '../../tables.ts';
import type { Decision } from '../../tickets/carry-out-decision.ts';
import { decideSolution } from '../../tickets/decide-solution.ts';
import { lockTicketById, type TicketRow } from '../../tickets/find-ticket.ts';
import { readForCustomer } from '../../tickets/read-for-customer.ts';
import { receiveMessage } from '../../tickets/receive-message.ts';

export type Linked = z.input<typeof LinkedTicket>;

/** What the holder of a private link sees of the ticket. */
export async function readLinked(tx: Tx, context: Context, token: string): Promise<Linked> {
  const link = await findLink(tx, context, token, 'customer');
  return readForCustomer(tx, context, link.ticket_id, link.customer_id);
}

/** A file of a message that the holder of the link may read. Throws not-found for any other. */
export async function linkedFile(tx: Tx, context: Context, token: string, id: string): Promise<FileAnswer> {
  const { messages } = await readLinked(tx, context, token);
  const file = messages.flatMap((message) => message.attachments).find((one) => one.id === id);
  if (!file) throw notFound('file');
  return openFile(tx, context, id);
}

/** The customer writes on the private link. */
export async function answerLinked(tx: Tx, context: Context, token: string, body: string): Promise<Linked> {
  const { link, ticket, asCustomer, author } = await open(tx, context, token);
  await receiveMessage(tx, asCustomer, ticket, { body, channel: 'portal', author });
  return readForCustomer(tx, context, link.ticket_id, link.customer_id);
}

/** The customer confirms the solution on the private link, or refuses it. */
export async function decideLinked(
  tx: Tx,
  context: Context,
  token: string,
  decision: Decision,
): Promise<Linked> {
  const { link, ticket, asCustomer } = await open(tx, context, token);
  await decideSolution(tx, asCustomer, ticket, decision);
  return readForCustomer(tx, context, link.ticket_id, link.customer_id);
}

interface Opened {
  link: LinkRow;
  ticket: TicketRow;
  asCustomer: Context;
  author: { kind: 'customer'; id: string; name: string };
}

async function open(tx: Tx, context: Context, token: string): Promise<Opened> {
  const link = await findLink(tx, context, token, 'customer');
  if (!link.customer_id) throw notFound('link');
  const ticket = await lockTicketById(tx, context, link.ticket_id);
  const customer = await tx
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('org_id', '=', context.org)
    .where('id', '=', link.customer_id)
    .executeTakeFirstOrThrow();
  const author = { kind: 'customer' as const, id: customer.id, name: customer.name };
  return { link, ticket, author, asCustomer: { ...context, viewer: null, actor: author } };
}
