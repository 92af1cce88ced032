import { ApiError } from '@shouwen/api';
import { fileAddress } from './kinds.ts';

/** The beginning of a file's content; the rest is not fetched. */
export async function readStart(
  id: string,
  most: number,
  signal: AbortSignal,
): Promise<{ content: Uint8Array<ArrayBuffer>; whole: boolean }> {
  const response = await fetch(fileAddress(id), { signal });
  if (!response.ok || !response.body) throw await failure(response);
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  while (length < most) {
    const { done, value } = await reader.read();
    if (done) {
      whole = true;
      break;
    }
    pieces.push(value);
    length += value.length;
  }
  if (!whole) await reader.cancel();
  const content = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    content.set(piece, at);
    at += piece.length;
  }
  return { content, whole };
}

/** The whole content of a file. */
export async function readWhole(id: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(fileAddress(id), { signal });
  if (!response.ok) throw await failure(response);
  return response.blob();
}

async function failure(response: Response): Promise<Error> {
  return new ApiError(await response.json());
}
