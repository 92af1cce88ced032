import { apiKey } from './api-key.ts';
import { backup, restore } from './backup.ts';
import { counters } from './counters.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { figures } from './figures.ts';
import { mail } from './mail.ts';
import { search } from './search.ts';
import { serve } from './serve.ts';
import { user } from './user.ts';
import { verify } from './verify.ts';

export interface Command {
  /** what may follow the name */
  usage: string;
  summary: string;
  /** prints results on standard output, the rest on standard error */
  run(args: string[]): Promise<void>;
}

/** The commands by name; `npm run cli -- NAME …`. */
export const commands: Record<string, Command> = {
  serve,
  demo,
  user,
  'api-key': apiKey,
  backup,
  restore,
  verify,
  search,
  counters,
  figures,
  mail,
  doctor,
};
