import { imageSource } from '@shouwen/api';
import type { ReactNode } from 'react';
import type { TicketMessage } from '../queries.ts';
import { QuotedText } from './QuotedText.tsx';
import { splitQuoted } from './quoted.ts';
import { RichText } from './RichText.tsx';

/** The files that the text does not show already. */
export function filesApart({
  html,
  attachments,
}: Pick<TicketMessage, 'html' | 'attachments'>): TicketMessage['attachments'] {
  return attachments.filter((file) => !html?.includes(imageSource(file.id)));
}

/** The text, with the people who were mentioned marked. */
export function MessageText({
  message,
}: {
  message: Pick<TicketMessage, 'body' | 'html' | 'mentions' | 'attachments'>;
}) {
  const words = markMentions(message.mentions.map((person) => person.name).filter((name) => name !== ''));
  if (message.html !== null)
    return <RichText html={message.html} words={words} files={message.attachments} />;
  const { own, quoted } = splitQuoted(message.body);
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
