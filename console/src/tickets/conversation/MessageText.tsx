import { imageSource } from '@shouwen/api';
import type { ReactNode } from 'react';
import type { TicketMessage } from '../queries.ts';
import { MailText } from './MailText.tsx';
import { QuotedText } from './QuotedText.tsx';
import { splitFresh, splitQuoted } from './quoted.ts';
import { RichText } from './RichText.tsx';

/** The files that the text does not show already. */
export function filesApart({
  html,
  mail_html: mail,
  attachments,
}: Pick<TicketMessage, 'html' | 'attachments'> & Partial<Mailed>): TicketMessage['attachments'] {
  return attachments.filter((file) => !`${html}${mail}`.includes(imageSource(file.id)));
}

/** What only a message that came by mail has. */
type Mailed = Pick<TicketMessage, 'fresh' | 'mail_html'>;

/** The text, with the people who were mentioned marked. */
export function MessageText({
  message,
}: {
  message: Pick<TicketMessage, 'body' | 'html' | 'mentions' | 'attachments'> & Partial<Mailed>;
}) {
  if (message.mail_html) return <MailText html={message.mail_html} attachments={message.attachments} />;
  const words = markMentions(message.mentions.map((person) => person.name).filter((name) => name !== ''));
  if (message.html !== null)
    return <RichText html={message.html} words={words} files={message.attachments} />;
  const { own, quoted } = message.fresh ? splitFresh(message.body, message.fresh) : splitQuoted(message.body);
  return (
    <>
      <div className="prose">{words(own)}</div>
      {quoted !== '' && (
        <QuotedText>
          <div className="prose">{quoted}</div>
        </QuotedText>
      )}
    </>
  );
}

function markMentions(names: readonly string[]): (text: string) => ReactNode {
  if (names.length === 0) return (text) => text;
  const pattern = new RegExp(`(@(?:${names.map(escapeForPattern).join('|')}))`, 'g');
  return (text) =>
    text.split(pattern).map((part, at) =>
      at % 2 === 1 ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
        <mark key={at} className="mention">
          {part}
        </mark>
      ) : (
        part
      ),
    );
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
