import { addressesIn, plainAddress } from './addresses.ts';
import { bounceName, bounceSender, bounceSubject } from './automatic-words.ts';
import { Headers, idsOf } from './headers.ts';
import type { Part } from './parts.ts';
import type { Bounced, MailAddress } from './types.ts';
import { decodeHeader, storable } from './words.ts';

/** What there is to tell a bounce by. */
export interface BounceInput {
  root: Part;
  headers: Headers;
  from: MailAddress | null;
  subject: string;
  text: string;
}

/** What a mail says about mails that were not delivered, and what tells so; null when it is no bounce. */
export function bounceOf(input: BounceInput): { bounced: Bounced[]; signs: string[] } | null {
  const parts = partsOf(input.root);
  const originalMessageId = originalId(parts, input.text);
  const status = parts.find((part) => /^message\/(?:global-)?delivery-status$/.test(part.mediaType));
  if (status) return { bounced: reported(status, originalMessageId), signs: ['delivery-status'] };
  const signs = signsOf(input);
  if (signs.length < 2 && !signs.includes('x-failed-recipients')) return null;
  return { bounced: described(input, originalMessageId), signs };
}

function partsOf(root: Part): Part[] {
  const found: Part[] = [];
  const waiting = [root];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    found.push(part);
    waiting.push(...part.children.toReversed());
  }
  return found;
}

/** The fields of a report: groups of header lines with empty lines between them (RFC 3464). */
function reported(part: Part, originalMessageId: string | null): Bounced[] {
  const groups = part.content
    .subarray(0, 256 * 1024)
    .toString('latin1')
    .split(/\r?\n[ \t]*\r?\n/)
    .map(headersIn)
    .filter(
      (group) => group.has('final-recipient') || group.has('action') || group.has('original-recipient'),
    );
  return groups.slice(0, 200).map((group) => {
    const status = /\b([245])\.\d{1,3}\.\d{1,3}\b/.exec(group.text('status'))?.[0] ?? null;
    const action = /^[a-z]+/.exec(group.text('action').toLowerCase())?.[0] ?? 'failed';
    const diagnostic =
      group
        .text('diagnostic-code')
        .replace(/^\s*[\w-]+\s*;\s*/, '')
        .slice(0, 1000) || null;
    return {
      recipient: recipientOf(group.text('final-recipient')) ?? recipientOf(group.text('original-recipient')),
      action,
      status,
      diagnostic,
      permanent: action === 'failed' && !(status ?? '5').startsWith('4'),
      originalMessageId,
    };
  });
}

function headersIn(text: string): Headers {
  const lines = text
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .map((line) => ({
      key: line
        .slice(0, Math.max(0, line.indexOf(':')))
        .trim()
        .toLowerCase(),
      line,
    }));
  return new Headers(lines);
}

const recipientOf = (field: string) => plainAddress(field.replace(/^[^;]*;/, '').trim());

/** The Message-ID of the mail that came back, of the part that holds it or of the text. */
function originalId(parts: readonly Part[], text: string): string | null {
  const part = parts.find(({ mediaType }) =>
    /^(?:message\/rfc822|text\/rfc822-headers|message\/global)$/.test(mediaType),
  );
  const head = part?.content
    .subarray(0, 256 * 1024)
    .toString('latin1')
    .split(/\r?\n[ \t]*\r?\n/, 1)[0];
  if (head) {
    const [id] = idsOf(headersIn(head), 'message-id');
    if (id) return id;
  }
  const quoted = /^[>\s|]{0,8}message-id\s*:\s*<([^<>\s]{3,500})>/im.exec(text);
  return quoted ? storable(quoted[1] ?? '') : null;
}

function signsOf({ headers, from, subject }: BounceInput): string[] {
  const signs: string[] = [];
  if (headers.has('x-failed-recipients')) signs.push('x-failed-recipients');
  if (from && (bounceSender.test(from.address) || bounceName.test(from.name ?? ''))) signs.push('sender');
  if (/^\s*<\s*>\s*$/.test(headers.raw('return-path')[0] ?? '')) signs.push('return-path');
  if (bounceSubject.test(subject.trim())) signs.push('subject');
  return signs.includes('subject') || signs.includes('x-failed-recipients') ? signs : [];
}

const permanentWords =
  /does(?:n'?t| not) exist|not exist|unknown user|user unknown|no such (?:user|mailbox|recipient)|user not found|invalid recipient|mailbox (?:unavailable|not found)|wasn'?t found|couldn'?t be (?:found|delivered)|不存在|无效|被拒|拒绝|no existe|desconocido|not (?:be )?found/i;
const passingWords =
  /delayed|will (?:continue|keep|be retried)|temporar|try again|延迟|稍后重试|继续尝试|se volverá a intentar|retrasad/i;

/** The recipients that a bounce without a report names in its text. */
function described({ headers, text }: BounceInput, originalMessageId: string | null): Bounced[] {
  const own =
    text
      .slice(0, 20_000)
      .split(
        /^-{2,} (?:below this line is a copy|original message|this is a copy)|^-{4,}\s*(?:原始邮件|original)/im,
        1,
      )[0] ?? '';
  const status = /(?:#|\b)([245]\.\d{1,3}\.\d{1,3})\b/.exec(own)?.[1] ?? null;
  const code = /\b([45])\d\d[\s-]/.exec(own)?.[1] ?? null;
  const kind = status?.[0] ?? code;
  const passing = kind ? kind === '4' : passingWords.test(own) && !permanentWords.test(own);
  const said = addressesIn(headers.text('x-failed-recipients')).map((each) => each.address);
  const recipients = said.length > 0 ? said : recipientsIn(own);
  const diagnostic = diagnosticIn(own);
  return (recipients.length > 0 ? recipients : [null]).map((recipient) => ({
    recipient,
    action: passing ? 'delayed' : 'failed',
    status,
    diagnostic,
    permanent: !passing,
    originalMessageId,
  }));
}

const address = /[\p{L}\p{N}._%+'=-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu;

/** Addresses that stand where servers put those they could not reach; else the first that is nobody's at a server. */
function recipientsIn(text: string): string[] {
  const named = [
    ...text.matchAll(/^\s*<?([^\s<>@]{1,64}@[^\s<>@:]{3,255})>?\s*:?\s*$/gm),
    ...text.matchAll(
      /(?:收件人|recipients?|to|rcpt to|destinatario)[^@\n]{0,60}?[<（(:： ]([^\s<>@（）():]{1,64}@[^\s<>@（）():]{3,255})/gim,
    ),
  ].flatMap((match) => plainAddress(match[1]) ?? []);
  const all =
    named.length > 0 ? named : [...text.matchAll(address)].flatMap((match) => plainAddress(match[0]) ?? []);
  const theirs = all.filter((each) => !bounceSender.test(each));
  return [...new Set(named.length > 0 ? theirs.slice(0, 50) : theirs.slice(0, 1))];
}

/** The answer of the server that refused, or the line that says why. */
function diagnosticIn(text: string): string | null {
  const lines = text.split('\n').map((line) => line.trim());
  const said =
    lines.find((line) => /\b[45]\d\d[ -]|#?[45]\.\d{1,3}\.\d{1,3}/.test(line)) ??
    lines.find((line) => permanentWords.test(line) || passingWords.test(line));
  return said ? decodeHeader(said).slice(0, 1000) : null;
}
