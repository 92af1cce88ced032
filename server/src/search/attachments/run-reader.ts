import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Format, unreadableExit } from './readable.ts';

/** What comes of reading a file in a process of its own. */
export type Reading =
  | { text: string }
  | { failure: 'damaged' | 'took_too_long' | 'too_large'; detail: string };

export interface ReaderLimits {
  /** ms */
  time: number;
  /** MB of JavaScript's memory */
  memory: number;
}
export interface ReaderOptions {
  program?: string;
  limits?: ReaderLimits;
  /** ends the reading; the promise rejects then */
  signal?: AbortSignal;
}
const limits: ReaderLimits = { time: 30_000, memory: 256 };
const mostOutput = 1_000_000; // bytes

/** The program that reads one file; it is built beside the server. */
export const readerProgram = fileURLToPath(new URL('./read-file.js', import.meta.url));

/**
 * Reads the text of one file in a process of its own, which is killed when it takes too long. Rejects only when the
 * content cannot be had, no process can be started, or the reading is broken off: then the file is not to blame.
 */
export function runReader(content: Readable, format: Format, options: ReaderOptions = {}): Promise<Reading> {
  const { time, memory } = options.limits ?? limits;
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${memory}`, options.program ?? readerProgram, format],
      { env: {}, stdio: ['pipe', 'pipe', 'pipe'] },
    );
    const output: Buffer[] = [];
    let [size, complaint, late] = [0, '', false];
    const breakOff = () => child.kill('SIGKILL');
    options.signal?.addEventListener('abort', breakOff);
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, time);
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= mostOutput) output.push(piece);
    });
    child.stderr.on('data', (piece: Buffer) => {
      if (complaint.length < 1_000) complaint += piece.toString('utf8');
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', breakOff);
      content.destroy();
      if (options.signal?.aborted) return reject(options.signal.reason);
      const detail = complaint.trim().slice(0, 300);
      if (late) resolve({ failure: 'took_too_long', detail: `more than ${time} ms` });
      else if (code === 0) resolve({ text: Buffer.concat(output).toString('utf8') });
      else if (code === unreadableExit) resolve({ failure: 'damaged', detail });
      // out of memory, the program ends itself by a signal or by a code that stands for one
      else if (signal !== null || (code ?? 0) > 128) resolve({ failure: 'too_large', detail });
      else reject(new Error(`the program that reads attachments does not run: ${detail}`));
    });
    content.on('error', (error) => {
      child.kill('SIGKILL');
      reject(error);
    });
    // it may have ended without reading to the end
    child.stdin.on('error', () => undefined);
    content.pipe(child.stdin);
  });
}
