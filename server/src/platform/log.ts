import pino from 'pino';
import type { LogLevel } from './settings.ts';

export type Logger = pino.Logger;

/** Structured log on standard error (standard output belongs to commands); secrets never reach it. */
export function openLog(level: LogLevel): Logger {
  return pino(
    {
      level,
      redact: ['req.headers.authorization', 'req.headers.cookie', 'password', 'token', 'secret'],
      base: null,
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
