import OfficeWorker from './office.worker.ts?worker';
import { readWhole } from './read-start.ts';

export interface OfficeQuestion {
  kind: 'word' | 'sheet';
  content: ArrayBuffer;
}
export type Cell = string | number | boolean | Date | null;
export interface Sheet {
  name: string;
  rows: Cell[][];
}
/** HTML comes from the file and is not to be trusted. */
export type OfficeAnswer = { html: string } | { sheets: Sheet[] } | { failure: string };

const patience = 20_000; // ms

/** Reads a stored office file. Rejects when it cannot be had, is damaged, or takes too long. */
export async function readOffice(
  id: string,
  kind: OfficeQuestion['kind'],
  signal: AbortSignal,
): Promise<OfficeAnswer> {
  const content = await (await readWhole(id, signal)).arrayBuffer();
  const worker = new OfficeWorker();
  try {
    return await new Promise<OfficeAnswer>((resolve, reject) => {
      const tooLong = AbortSignal.timeout(patience);
      for (const end of [signal, tooLong]) end.addEventListener('abort', () => reject(end.reason));
      worker.addEventListener('message', (event: MessageEvent<OfficeAnswer>) => resolve(event.data));
      worker.addEventListener('error', (event) => reject(new Error(event.message)));
      worker.postMessage({ kind, content } satisfies OfficeQuestion, [content]);
    });
  } finally {
    worker.terminate();
  }
}
