import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { decodeText } from '../../imports/decode-text.ts';
import { readOffice } from './read-office.ts';
import { readPdf } from './read-pdf.ts';
import { type Format, longestText, unreadableExit } from './readable.ts';

/**
 * Reads one file from standard input and writes its text to standard output. A program of its own, because a file may
 * be made to hang or to exhaust whoever reads it: it may be killed at any time, and nothing is lost by it. The reading
 * itself is done in a thread, so that the program notices when whoever started it is gone.
 */
async function main(format: Format): Promise<void> {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 500).unref();
  const chunks: Buffer[] = [];
  for await (const piece of process.stdin) chunks.push(piece as Buffer);
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { content: Buffer.concat(chunks), format },
  });
  worker.on('message', (text: string) => process.stdout.write(text, () => process.exit(0)));
  worker.on('error', (error) => {
    process.stderr.write(error.message.slice(0, 300), () => process.exit(unreadableExit));
  });
}

async function thread({ content, format }: { content: Uint8Array; format: Format }): Promise<void> {
  const text = await read(Buffer.from(content), format);
  parentPort?.postMessage(text.replaceAll('\0', ' '));
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

await (isMainThread ? main(process.argv[2] as Format) : thread(workerData));
