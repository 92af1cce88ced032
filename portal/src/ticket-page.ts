import { imageSource, withImagesFrom } from '@shouwen/api';
import { cleaned, type Html, html } from './html.ts';
import { type PageFrame, page } from './page.ts';
import { momentText, t } from './texts.ts';

export interface PortalMessage {
  from_us: boolean;
  author: string;
  body: string;
  /** the same as formatted text, cleaned by the server; null when there is none */
  html: string | null;
  at: string;
  attachments: { id: string; name: string }[];
}
export interface TicketPage extends Omit<PageFrame, 'title' | 'path'> {
  path: string;
  number: number;
  subject: string;
  status_category: string;
  owner: string | null;
  may: { answer: boolean; decide: boolean };
  messages: PortalMessage[];
  timeZone: string;
  /** what has just happened: `sent`, `confirmed` or `refused` */
  done: 'sent' | 'confirmed' | 'refused' | null;
  problem: string | null;
}

/** The private page of a customer: read, answer, confirm the solution or refuse it. */
export function ticketPage(ticket: TicketPage): string {
  const { language } = ticket;
  const owner = ticket.owner
    ? t(language, 'ticket.owner', { name: ticket.owner })
    : t(language, 'ticket.no_owner');
  const content = html`
<p class="soft">${t(language, 'ticket.number', { number: ticket.number })} · <span class="badge">${t(language, `status.${ticket.status_category}`)}</span></p>
<h1>${ticket.subject}</h1>
${ticket.done && html`<p class="notice" role="status">${t(language, `ticket.${ticket.done}`)}</p>`}
${ticket.problem && html`<p class="notice alert" role="alert">${ticket.problem}</p>`}
${ticket.status_category !== 'closed' && html`<p>${owner}</p>`}
<p class="soft">${t(language, 'ticket.keep')}</p>
<ol class="messages">${ticket.messages.map((message) => messageItem(message, ticket))}</ol>
${ticket.may.decide && decision(ticket)}
${ticket.may.answer && answer(ticket)}`;
  return page({ ...ticket, title: `#${ticket.number} ${ticket.subject}` }, content);
}

function messageItem(message: PortalMessage, { language, timeZone, path }: TicketPage): Html {
  const who = message.from_us ? `${message.author} · ${t(language, 'ticket.us')}` : message.author;
  return html`<li class="${message.from_us ? 'ours' : 'theirs'}">
<p class="who"><span>${who}</span><time datetime="${message.at}">${momentText(message.at, language, timeZone)}</time></p>
${bodyOf(message, path)}
${filesApart(message).map((file) => html`<p><a href="${path}/files/${file.id}">${file.name}</a></p>`)}
</li>`;
}

/** The text, its images taken from the link's own files. */
function bodyOf({ body, html: formatted }: PortalMessage, path: string): Html {
  if (formatted === null) return html`<div class="body">${body}</div>`;
  return html`<div class="body rich">${cleaned(withImagesFrom(formatted, (file) => `${path}/files/${file}`))}</div>`;
}

/** The files that are not shown in the text already. */
function filesApart({ html: formatted, attachments }: PortalMessage): PortalMessage['attachments'] {
  return attachments.filter((file) => !formatted?.includes(imageSource(file.id)));
}

function decision({ language, path }: TicketPage): Html {
  return html`<h2>${t(language, 'ticket.decide_title')}</h2>
<p>${t(language, 'ticket.decide_help')}</p>
<form method="post" action="${path}/decision?lang=${language}">
<label for="comment">${t(language, 'ticket.comment')}</label>
<textarea id="comment" name="comment"></textarea>
<button type="submit" name="accepted" value="true">${t(language, 'ticket.confirm')}</button>
<button type="submit" name="accepted" value="false" class="quiet">${t(language, 'ticket.refuse')}</button>
</form>`;
}

function answer({ language, path }: TicketPage): Html {
  return html`<h2>${t(language, 'ticket.answer')}</h2>
<form method="post" action="${path}/messages?lang=${language}">
<label for="body" class="hidden">${t(language, 'ticket.answer_placeholder')}</label>
<textarea id="body" name="body" required placeholder="${t(language, 'ticket.answer_placeholder')}"></textarea>
<button type="submit">${t(language, 'ticket.send')}</button>
</form>`;
}
