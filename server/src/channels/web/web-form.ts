import type { FieldValues, Language, LocalText } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { findOrCreateCustomer } from '../../customers/find-or-create-customer.ts';
import { customerLink } from '../../links/customer-link.ts';
import { mailboxOfTicket } from '../../mailboxes/find-mailbox.ts';
import { enqueueMail } from '../../outbox/enqueue-mail.ts';
import { mailText } from '../../outbox/templates/mail-text.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import type { Tx } from '../../tables.ts';
import { openTicket } from '../../tickets/open-ticket.ts';

export interface WebForm {
  key: string;
  name: LocalText;
  intro: LocalText | null;
  organisation: string;
  fields: {
    key: string;
    name: LocalText;
    type: string;
    required: boolean;
    choices: { key: string; name: LocalText }[];
  }[];
}

/** What the public form of that key asks. Throws not-found when there is none, or it is closed. */
export function readWebForm(context: Context, key: string): WebForm {
  const form = context.configuration.get('web_forms', key);
  if (!form?.active) throw notFound('form');
  const type = form.type;
  const fields = context.configuration
    .list('fields')
    .filter(
      ({ value }) =>
        value.on_web_form && (!value.types?.length || (type !== null && value.types.includes(type))),
    )
    .map(({ key: name, value }) => ({
      key: name,
      name: value.name,
      type: value.type,
      required: value.required ?? false,
      choices: value.choices ?? [],
    }));
  return {
    key,
    name: form.name,
    intro: form.intro ?? null,
    organisation: context.configuration.organisation,
    fields,
  };
}

export interface WebFormInput {
  name: string;
  email: string;
  phone?: string | undefined;
  subject: string;
  body: string;
  language?: Language | undefined;
  fields?: z.output<typeof FieldValues> | undefined;
  website?: string | undefined;
}

/**
 * Takes in a public form: finds or creates the customer, opens the ticket in their name and sends the address of the
 * private link by mail too. A robot gives itself away by filling the field that people do not see.
 */
export async function submitWebForm(
  tx: Tx,
  context: Context,
  key: string,
  input: WebFormInput,
): Promise<{ number: number; url: string }> {
  const form = context.configuration.get('web_forms', key);
  if (!form?.active) throw notFound('form');
  if (input.website) throw invalid('website', 'leave_empty');
  const shown = readWebForm(context, key).fields;
  for (const field of shown)
    if (field.required && input.fields?.[field.key] === undefined)
      throw invalid(`fields.${field.key}`, 'field_required');
  for (const name of Object.keys(input.fields ?? {}))
    if (!shown.some((field) => field.key === name)) throw invalid(`fields.${name}`, 'unknown_field');
  const language = input.language ?? context.language;
  const customer = await findOrCreateCustomer(tx, context, {
    name: input.name,
    email: input.email,
    phone: input.phone,
    language,
  });
  const asCustomer: Context = {
    ...context,
    viewer: null,
    actor: { kind: 'customer', id: customer.id, name: input.name },
    language,
  };
  const { ticket, messageId, eventId } = await openTicket(tx, asCustomer, {
    subject: input.subject,
    body: input.body,
    channel: form.channel ?? 'web_form',
    customer: { id: customer.id },
    language,
    ...(form.type ? { type: form.type } : {}),
    ...(form.team_id ? { team_id: form.team_id } : {}),
    ...(input.fields ? { fields: input.fields } : {}),
  });
  const url = await customerLink(tx, asCustomer, ticket.id, customer.id);
  const receipt = mailText(context, 'receipt', language, {
    mailbox: await mailboxOfTicket(tx, asCustomer, ticket.id),
    ticket,
    customer: input.name,
    link: url,
  });
  await enqueueMail(tx, asCustomer, {
    kind: 'receipt',
    to: { address: input.email, name: input.name, customerId: customer.id },
    ...receipt,
    automatic: true,
    ticketId: ticket.id,
    messageId,
    eventId,
  });
  return { number: ticket.number, url };
}
