import type { Language } from '@shouwen/api';
import type { Context } from '../../context.ts';
import { textOfHtml } from '../../platform/html/text-of-html.ts';
import { fill, inLanguage } from '../../tickets/variables.ts';

/** What a template of a mail can name in double braces. */
export const mailVariables = [
  'customer.name',
  'agent.name',
  'organisation.name',
  'ticket.number',
  'ticket.subject',
  'ticket.link',
  'answer.expected',
  'mailbox.name',
  'mailbox.signature',
  'message',
] as const;
export type MailVariable = (typeof mailVariables)[number];
export type MailTemplate = 'acknowledgement' | 'receipt' | 'reply' | 'customer_link' | 'participant';

/** What is filled in. Formatted text stands beside its plain form. */
export interface MailValues {
  mailbox: { name: string; signature: string } | null;
  ticket: { number: number; subject: string };
  customer: string;
  link: string;
  message?: { text: string; html: string | null };
  /** when an answer can be expected, in words */
  expected?: string;
}

export interface MailText {
  subject: string;
  body: string;
  html: string;
}

/** A mail as its template has it, in a language, as plain and as formatted text. */
export function mailText(
  context: Context,
  template: MailTemplate,
  language: Language,
  values: MailValues,
): MailText {
  const { subject, body } = context.configuration.get('mail_templates', template) ?? {
    subject: '',
    body: '',
  };
  const plain: Record<MailVariable, string> = {
    'customer.name': values.customer,
    'agent.name': context.actor.name,
    'organisation.name': context.configuration.organisation,
    'ticket.number': String(values.ticket.number),
    'ticket.subject': values.ticket.subject,
    'ticket.link': values.link,
    'answer.expected': values.expected ?? '',
    'mailbox.name': values.mailbox?.name ?? '',
    'mailbox.signature': textOfHtml(values.mailbox?.signature ?? '').trim(),
    message: values.message?.text ?? '',
  };
  const formatted: Partial<Record<MailVariable, string>> = {
    'ticket.link': `<a href="${escapeHtml(values.link)}">${escapeHtml(values.link)}</a>`,
    'mailbox.signature': values.mailbox?.signature ?? '',
    message: values.message?.html ?? paragraphs(escapeHtml(values.message?.text ?? '')),
  };
  const said = inLanguage(body, language);
  const known = (name: string): name is MailVariable => (mailVariables as readonly string[]).includes(name);
  const [plainOf, htmlOf] = [
    (name: string) => (known(name) ? plain[name] : undefined),
    (name: string) => (known(name) ? (formatted[name] ?? escapeHtml(plain[name])) : undefined),
  ];
  return {
    subject: fill(inLanguage(subject, language), plainOf).replace(/\s+/g, ' ').trim(),
    body: fill(said, plainOf)
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    html: parts(said)
      .map((part) =>
        /^\{\{\s*(?:message|mailbox\.signature)\s*\}\}$/.test(part) ? part : paragraphs(escapeHtml(part)),
      )
      .map((part) => fill(part, htmlOf))
      .filter((part) => part !== '')
      .join('\n'),
  };
}

const parts = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Escaped text with its lines and paragraphs. */
const paragraphs = (escaped: string) =>
  parts(escaped)
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('\n');

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
