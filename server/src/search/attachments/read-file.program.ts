import { decodeText } from '../../imports/decode-text.ts';
import { readOffice } from './read-office.ts';
import { readPdf } from './read-pdf.ts';
import { type Format, longestText } from './readable.ts';

/**
 * Reads one file from standard input and writes its text to standard output. A program of its own, because a file may
 * be made to hang or to exhaust whoever reads it: this process may be killed at any time, and nothing is lost by it.
 */
async function main(format: Format): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const piece of process.stdin) chunks.push(piece as Buffer);
  const text = await read(Buffer.concat(chunks), format);
  await new Promise<void>((resolve) => process.stdout.write(text.replaceAll('\0', ' '), () => resolve()));
  process.exit(0);
}

function read(content: Buffer, format: Format): Promise<string> | string {
  if (format === 'pdf') return readPdf(content);
  if (format === 'text') return plain(decodeText(content)).slice(0, longestText);
  return readOffice(content, format);
}

/** Pages and XML are found by what one sees of them. */
function plain(text: string): string {
  const isMarkup = /^\s*<(?:!doctype|html|\?xml)/i.test(text.slice(0, 1_000));
  if (!isMarkup) return text;
  return text
    .slice(0, 20 * longestText)
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

main(process.argv[2] as Format).catch((error: unknown) => {
  process.stderr.write(error instanceof Error ? error.message.slice(0, 300) : 'unreadable');
  process.exit(1);
});
