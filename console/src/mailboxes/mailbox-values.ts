import type { Language } from '@shouwen/api';
import type { Filter, Mailbox, MailboxBody, Receive, Send } from './queries.ts';

/** A mailbox as its form holds it. */
export interface MailboxValues {
  address: string;
  /** separated by commas */
  aliases: string;
  name: string;
  language: string;
  team_id: string | null;
  ticket_type: string;
  signature: string;
  calendar: string;
  acknowledge: boolean;
  catch_all: boolean;
  same_mail: string;
  receive: Receive;
  send: Send;
  signs: boolean;
  dkim_domain: string;
  dkim_selector: string;
  filters: Filter[];
  active: boolean;
  receive_password: string;
  receive_client_secret: string;
  send_password: string;
  send_client_secret: string;
}

export function valuesOf(mailbox: Mailbox | undefined): MailboxValues {
  return {
    address: mailbox?.address ?? '',
    aliases: mailbox?.aliases.join(', ') ?? '',
    name: mailbox?.name ?? '',
    language: mailbox?.language ?? '',
    team_id: mailbox?.team_id ?? null,
    ticket_type: mailbox?.ticket_type ?? '',
    signature: mailbox?.signature ?? '',
    calendar: mailbox?.calendar ?? '',
    acknowledge: mailbox?.acknowledge ?? true,
    catch_all: mailbox?.catch_all ?? false,
    same_mail: mailbox?.same_mail ?? 'one_ticket',
    receive: mailbox?.receive ?? { way: 'listener' },
    send: mailbox?.send ?? { way: 'installation' },
    signs: (mailbox?.dkim ?? null) !== null,
    dkim_domain: mailbox?.dkim?.domain ?? '',
    dkim_selector: mailbox?.dkim?.selector ?? 'shouwen',
    filters: mailbox?.filters ?? [],
    active: mailbox?.active ?? true,
    receive_password: '',
    receive_client_secret: '',
    send_password: '',
    send_client_secret: '',
  };
}

/** What the form says, as the server takes it: a secret only when one was typed. */
export function bodyOf(values: MailboxValues, languages: readonly Language[]): MailboxBody {
  const domain = values.dkim_domain.trim() || (values.address.split('@')[1] ?? '');
  return {
    address: values.address,
    name: values.name,
    aliases: values.aliases.split(/[\s,，;]+/).filter((alias) => alias !== ''),
    language: languages.find((each) => each === values.language) ?? null,
    team_id: values.team_id,
    ticket_type: values.ticket_type || null,
    signature: values.signature,
    calendar: values.calendar || null,
    acknowledge: values.acknowledge,
    catch_all: values.catch_all,
    same_mail: values.same_mail === 'linked_tickets' ? 'linked_tickets' : 'one_ticket',
    receive: values.receive,
    send: values.send,
    dkim: values.signs ? { domain, selector: values.dkim_selector.trim() } : null,
    filters: values.filters,
    active: values.active,
    ...secretsOf(values),
  };
}

export function secretsOf(values: MailboxValues): Pick<MailboxBody, 'receive_secret' | 'send_secret'> {
  const receive = typed(values.receive_password, values.receive_client_secret);
  const send = typed(values.send_password, values.send_client_secret);
  return { ...(receive ? { receive_secret: receive } : {}), ...(send ? { send_secret: send } : {}) };
}

function typed(password: string, client_secret: string) {
  if (password === '' && client_secret === '') return null;
  return { ...(password === '' ? {} : { password }), ...(client_secret === '' ? {} : { client_secret }) };
}
