import { parseArgs } from 'node:util';
import { StartError } from '../server/src/platform/errors.ts';

export interface Options {
  tickets: number;
  database: string | null;
  seed: number;
  only: string[];
  seconds: number;
  rounds: number;
  clients: number;
  soakMinutes: number;
  json: string | null;
  /** folder for a CPU profile of the product's process */
  profile: string | null;
}

/** `--tickets 10000 --database URL --seed 1 --only open,list --seconds 4 --rounds 5 --clients 8 --soak MINUTES --json FILE --profile FOLDER` */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      tickets: { type: 'string', default: '10000' },
      database: { type: 'string' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '5' },
      clients: { type: 'string', default: '8' },
      soak: { type: 'string', default: '0' },
      json: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const number = (name: 'tickets' | 'seed' | 'seconds' | 'rounds' | 'clients' | 'soak') => {
    const value = Number(values[name]);
    if (!Number.isFinite(value) || value < 0)
      throw new StartError(`--${name} takes a number, not "${values[name]}".`);
    return value;
  };
  return {
    tickets: number('tickets'),
    database: values.database ?? null,
    seed: number('seed'),
    only: values.only.split(',').filter((name) => name !== ''),
    seconds: number('seconds'),
    rounds: number('rounds'),
    clients: number('clients'),
    soakMinutes: number('soak'),
    json: values.json ?? null,
    profile: values.profile ?? null,
  };
}
