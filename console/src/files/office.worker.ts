import mammoth from 'mammoth';
import readXlsx from 'read-excel-file/web-worker';
import type { OfficeAnswer, OfficeQuestion } from './read-office.ts';

/** Reads one office file in a thread of its own: one that is made to hang or to swell is ended with the thread. */
self.addEventListener('message', (event: MessageEvent<OfficeQuestion>) => {
  void answer(event.data).then((result: OfficeAnswer) => self.postMessage(result));
});

async function answer({ kind, content }: OfficeQuestion): Promise<OfficeAnswer> {
  try {
    if (kind === 'word') return { html: (await mammoth.convertToHtml({ arrayBuffer: content })).value };
    const sheets = await readXlsx(content);
    return { sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map(plainRow) })) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

const plainRow = (row: readonly unknown[]) => row.map(plainCell);

function plainCell(value: unknown): string | number | boolean | Date | null {
  if (value === null || typeof value === 'number' || typeof value === 'boolean' || value instanceof Date)
    return value;
  return String(value);
}
