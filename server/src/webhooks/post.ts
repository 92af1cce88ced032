import { type Dispatcher, request } from 'undici';

/** How a receiver answered. Anything but 2xx is a failure, a redirect included: it is not followed. */
export interface PostOutcome {
  /** status of the answer; null when there was none */
  status: number | null;
  /** null when it was taken in */
  error: string | null;
  duration_ms: number;
}

const timeout = 10_000; // ms, for everything together
const excerptBytes = 1_024;

/** Posts a body and reads of the answer what a log needs: its status and, when it is an error, the beginning. */
export async function post(
  dispatcher: Dispatcher,
  url: string,
  headers: Record<string, string>,
  body: string,
  stop: AbortSignal,
): Promise<PostOutcome> {
  const begin = performance.now();
  const outcome = (status: number | null, error: string | null): PostOutcome => ({
    status,
    error,
    duration_ms: Math.round(performance.now() - begin),
  });
  let status: number | null = null;
  try {
    const response = await request(url, {
      method: 'POST',
      dispatcher,
      body,
      signal: AbortSignal.any([stop, AbortSignal.timeout(timeout)]),
      headers: { 'content-type': 'application/json', 'user-agent': 'Shouwen-Webhooks/1', ...headers },
    });
    status = response.statusCode;
    const excerpt = await beginningOf(response.body);
    const taken = status >= 200 && status < 300;
    return outcome(status, taken ? null : `answered ${status}${excerpt ? `: ${excerpt}` : ''}`);
  } catch (error) {
    return outcome(status, stop.aborted ? 'the server was stopped meanwhile' : sayError(error));
  }
}

async function beginningOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= excerptBytes) break; // leaving the loop ends the stream
  }
  return printable(Buffer.concat(chunks).subarray(0, excerptBytes).toString('utf8'));
}

function sayError(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer in ${timeout / 1000} s`;
  const code = error instanceof Error && 'code' in error ? `${String(error.code)}: ` : '';
  return printable(code + (error instanceof Error ? error.message : String(error))).slice(0, excerptBytes);
}

// The database keeps no NUL, and a log needs no control characters.
function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
