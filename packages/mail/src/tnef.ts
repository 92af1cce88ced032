import { decodeText } from './charset.ts';
import { nameForType } from './media-names.ts';
import type { MailAttachment } from './types.ts';
import { storable } from './words.ts';

/** What a winmail.dat holds. */
export interface Unpacked {
  text: string | null;
  html: string | null;
  attachments: MailAttachment[];
}

// [MS-OXTNEF] 2.1.3.2: ids of attributes
const signature = 0x223e9f78;
const attachTitle = 0x8010;
const attachData = 0x800f;
const attachRenderData = 0x9002;
const attachment = 0x9005;
const messageProps = 0x9003;
const codePage = 0x9007;
const bodyText = 0x800c;

// [MS-OXPROPS]: ids of properties
const props = {
  body: 0x1000,
  html: 0x1013,
  longName: 0x3707,
  shortName: 0x3704,
  mimeTag: 0x370e,
  contentId: 0x3712,
  data: 0x3701,
};

interface Found {
  title: string | null;
  content: Buffer | null;
  props: Map<number, Buffer[]>;
}

/** Unpacks a winmail.dat ([MS-OXTNEF]). Null when it is none; what it breaks off in is told, and the rest given. */
export function unpackTnef(content: Buffer, defects: string[]): Unpacked | null {
  if (content.length < 6 || content.readUInt32LE(0) !== signature) return null;
  let charset = 'windows-1252';
  let message = new Map<number, Buffer[]>();
  let text: string | null = null;
  const files: Found[] = [];
  for (let at = 6; at + 9 <= content.length; ) {
    const id = content.readUInt16LE(at + 1);
    const length = content.readUInt32LE(at + 5);
    if (at + 9 + length > content.length) {
      defects.push('winmail_damaged');
      break;
    }
    const data = content.subarray(at + 9, at + 9 + length);
    at += 9 + length + 2; // two bytes of checksum
    if (id === codePage && data.length >= 4) charset = charsetOf(data.readUInt32LE(0));
    else if (id === messageProps) message = propsOf(data);
    else if (id === bodyText) text = decodeText(data, charset).text;
    else if (id === attachRenderData) files.push({ title: null, content: null, props: new Map() });
    const file = files.at(-1);
    if (!file) continue;
    if (id === attachTitle) file.title = decodeText(data, charset).text;
    else if (id === attachData) file.content = data;
    else if (id === attachment) file.props = propsOf(data);
  }
  const html = message.get(props.html)?.[0];
  return {
    text: clean(stringOf(message, props.body, charset) ?? text),
    html: html ? clean(decodeText(html, charsetInside(html) ?? charset).text) : null,
    attachments: files.flatMap((file) => fileOf(file, charset)),
  };
}

const clean = (text: string | null) => (text === null ? null : storable(text) || null);
const charsetInside = (html: Buffer) =>
  /charset\s*=\s*["']?([\w-]+)/i.exec(html.subarray(0, 2048).toString('latin1'))?.[1] ?? null;
const charsetOf = (page: number) =>
  page === 65001 ? 'utf-8' : page === 1200 ? 'utf-16le' : page < 1250 ? `cp${page}` : `windows-${page}`;

function fileOf({ title, content, props: its }: Found, charset: string): MailAttachment[] {
  const data = content ?? its.get(props.data)?.[0];
  if (!data) return [];
  const mediaType = stringOf(its, props.mimeTag, charset) ?? 'application/octet-stream';
  const contentId = stringOf(its, props.contentId, charset);
  const name = stringOf(its, props.longName, charset) ?? title ?? stringOf(its, props.shortName, charset);
  return [
    {
      name: clean(name) ?? nameForType(mediaType),
      mediaType: mediaType.toLowerCase(),
      content: data,
      contentId: clean(contentId),
      inline: false,
      kind: 'file',
    },
  ];
}

const unicodeMark = 0x1_0000; // set beside the id of a string in UTF-16

function stringOf(its: Map<number, Buffer[]>, id: number, charset: string): string | null {
  const wide = its.get(id | unicodeMark)?.[0];
  const narrow = its.get(id)?.[0];
  const text = wide ? wide.toString('utf16le') : narrow ? decodeText(narrow, charset).text : null;
  return text?.replace(/\0+$/, '') || null;
}

const sizes: Record<number, number> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};

/** The properties of a message or an attachment; as many as can be read ([MS-OXTNEF] 2.1.3.4). */
function propsOf(data: Buffer): Map<number, Buffer[]> {
  const found = new Map<number, Buffer[]>();
  if (data.length < 4) return found;
  const count = data.readUInt32LE(0);
  let at = 4;
  const number = (): number => {
    const value = at + 4 <= data.length ? data.readUInt32LE(at) : Number.NaN;
    at += 4;
    return value;
  };
  for (let n = 0; n < count && at + 4 <= data.length; n++) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) {
      at += 16; // whose name space
      if (number() === 0) at += 4;
      else at += padded(number());
    }
    const base = type & 0x0fff;
    const several = (type & 0x1000) !== 0 || sizes[base] === undefined;
    const values = several ? number() : 1;
    if (Number.isNaN(values) || Number.isNaN(at)) break;
    const held: Buffer[] = [];
    for (let v = 0; v < values && at < data.length; v++) {
      const size = sizes[base] ?? number();
      if (Number.isNaN(size) || at + size > data.length) return found;
      held.push(data.subarray(at, at + size));
      at += sizes[base] ?? padded(size);
    }
    found.set(base === 31 ? id | unicodeMark : id, held);
  }
  return found;
}

const padded = (size: number) => Math.ceil(size / 4) * 4;
