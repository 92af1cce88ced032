import type { Language } from '@shouwen/api';
import type { Configuration } from './configuration/configuration.ts';
import type { Viewer } from './people/viewer.ts';
import type { Clock } from './platform/clock.ts';
import type { FileStore } from './platform/files/file-store.ts';
import type { Logger } from './platform/log.ts';
import type { Secrets } from './platform/secrets.ts';
import type { Settings } from './platform/settings.ts';
import type { Db } from './tables.ts';

/** The services of one process, put together once in main.ts. */
export interface App {
  org: number;
  db: Db;
  clock: Clock;
  settings: Settings;
  secrets: Secrets;
  files: FileStore;
  log: Logger;
  /** told after a commit that appended events, so that the sequencer need not wait for its next look */
  ledgerGrew: () => void;
}

/** Who acts: a member of staff, a customer on a private link, an outside partner, or the product itself. */
export type Actor =
  | { kind: 'user'; id: string; name: string }
  | { kind: 'customer'; id: string; name: string }
  | { kind: 'partner'; id: string; name: string }
  | { kind: 'system'; id: null; name: string };

/** What every use case is given beside the transaction and its input. One per request, so one moment per request. */
export interface Context {
  app: App;
  org: number;
  now: Date;
  actor: Actor;
  /** the signed-in member of staff with rights; null for customers, partners and the product itself */
  viewer: Viewer | null;
  configuration: Configuration;
  requestId: string;
  language: Language;
  /** set while an automation rule acts: every event that is appended names what caused it */
  cause?: Cause;
}

/** The automation rule behind what happens, and how many rules stand before it in its chain. */
export interface Cause {
  because: 'automation';
  rule: string;
  firing: string;
  /** 1 for a rule that something else than a rule has set off */
  depth: number;
}

export const systemActor: Actor = { kind: 'system', id: null, name: 'Shouwen' };
