import { SaxesParser } from 'saxes';
import { openZip, type ZipEntry } from '../../imports/open-zip.ts';
import { type Format, longestText } from './readable.ts';

const largestPart = 64 * 1024 * 1024; // bytes unpacked, of one file in the ZIP

// Which files of the ZIP hold text, in which order they are read, and by which elements it is told.
const layouts: Record<'word' | 'slides' | 'sheet' | 'open_document', Layout> = {
  word: {
    files: [/^word\/document\.xml$/, /^word\/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$/],
    text: ['w:t'],
    breaks: ['w:p', 'w:tab', 'w:br', 'w:tc'],
  },
  slides: {
    files: [/^ppt\/slides\/slide\d+\.xml$/, /^ppt\/notesslides\/notesslide\d+\.xml$/],
    text: ['a:t'],
    breaks: ['a:p', 'a:br'],
  },
  // numbers stand in the cells, texts in a list of their own
  sheet: {
    files: [/^xl\/sharedstrings\.xml$/, /^xl\/worksheets\/sheet\d+\.xml$/],
    text: ['t', 'v'],
    breaks: ['si', 'c', 'row'],
    skip: (name, attributes) => name === 'c' && attributes.t === 's',
  },
  open_document: {
    files: [/^content\.xml$/],
    text: ['text:p', 'text:h', 'text:span', 'text:a'],
    breaks: ['text:p', 'text:h', 'text:s', 'text:tab', 'text:line-break', 'table:table-cell'],
  },
};
interface Layout {
  files: RegExp[];
  text: string[];
  breaks: string[];
  /** elements of which nothing is read */
  skip?: (name: string, attributes: Record<string, string>) => boolean;
}

/** The text of an office file: what is in the document and beside it, one paragraph or cell to a line. Throws when it is damaged. */
export async function readOffice(content: Buffer, format: Exclude<Format, 'text' | 'pdf'>): Promise<string> {
  const entries = openZip(content);
  const layout = layouts[format];
  let text = '';
  for (const pattern of layout.files)
    for (const entry of inOrder(entries, pattern)) {
      if (text.length >= longestText) return text.slice(0, longestText);
      text += textOf((await entry.read(largestPart)).toString('utf8'), layout);
    }
  return text.slice(0, longestText);
}

function inOrder(entries: Map<string, ZipEntry>, pattern: RegExp): ZipEntry[] {
  const numberOf = (entry: ZipEntry) => Number(/(\d+)\.xml$/.exec(entry.name)?.[1] ?? 0);
  return [...entries.values()]
    .filter((entry) => pattern.test(entry.name))
    .sort((a, b) => numberOf(a) - numberOf(b));
}

const chunk = 64 * 1024;

function textOf(xml: string, layout: Layout): string {
  const parser = new SaxesParser();
  const pieces: string[] = [];
  let length = 0;
  let inText = 0;
  let skipping = 0;
  parser.on('opentag', ({ name, attributes }) => {
    if (skipping > 0 || layout.skip?.(name, attributes)) skipping += 1;
    else if (layout.text.includes(name)) inText += 1;
  });
  parser.on('closetag', ({ name }) => {
    if (skipping > 0) skipping -= 1;
    else {
      if (layout.text.includes(name)) inText -= 1;
      if (layout.breaks.includes(name)) pieces.push('\n');
    }
  });
  parser.on('text', (text) => {
    if (inText === 0 || skipping > 0) return;
    pieces.push(text);
    length += text.length;
  });
  parser.on('error', (error) => {
    throw error;
  });
  for (let at = 0; at < xml.length && length < longestText; at += chunk)
    parser.write(xml.slice(at, at + chunk));
  return pieces.join('');
}
