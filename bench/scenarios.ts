import { readQuery, tsquery } from '@shouwen/search';
import type { Pool } from 'pg';
import { type BareWorld, bareList, bareOpen, bareTicketPage } from './bare.ts';
import { bareCounters, bareSearch } from './bare-reads.ts';
import { bareReply } from './bare-reply.ts';
import type { Call } from './client.ts';
import type { Task } from './measure.ts';
import type { Random } from './random.ts';
import { rareWord } from './rare-word.ts';
import { textOf } from './words.ts';

/** The same thing done in two ways: over HTTP, and as bare SQL over the same tables, indexes and number of clients. */
export interface Scenario {
  name: string;
  product: Task;
  bare: Task | null;
}
export interface Yard {
  pool: Pool;
  world: BareWorld;
  call: Call;
  random: Random;
  /** how many customers were generated */
  customers: number;
  /** tickets of the agent's team, newest first */
  numbers: readonly number[];
}

const searches = {
  common: 'account',
  rare: rareWord, // in 200 tickets at every size
  uncommon: 'zephyr', // in one ticket of a hundred: the more data, the more is found
  accent: 'envío',
  'zh-1': '修',
  'zh-2': '网络',
  'zh-4': '发票退款',
} as const;

/** Everything that is measured by calls a second and milliseconds; what is to be opened and answered is made up on the way. */
export function scenarios({ pool, world, call, random, customers, numbers }: Yard): Scenario[] {
  const email = () => `customer${1 + Math.floor(random() * customers)}@example.com`;
  const number = () => numbers[Math.floor(random() * numbers.length)] ?? 1;
  const text = (words: number) => textOf(random, 'en', words);
  return [
    {
      name: 'open',
      product: () =>
        call('POST', '/tickets', { subject: text(7), body: text(45), customer: { email: email() } }),
      bare: () => bareOpen(pool, world, email(), text(7), text(45)),
    },
    {
      name: 'list',
      product: () => call('GET', '/tickets?limit=50'),
      bare: () => bareList(pool, world),
    },
    {
      name: 'page',
      product: () => call('GET', `/tickets/${number()}`),
      bare: () => bareTicketPage(pool, world, number()),
    },
    {
      name: 'counters',
      product: () => call('GET', '/views/counts'),
      bare: () => bareCounters(pool, world),
    },
    {
      name: 'reply',
      product: () => call('POST', `/tickets/${number()}/messages`, { kind: 'reply', body: text(45) }),
      bare: () => bareReply(pool, world, number(), text(45)),
    },
    { name: 'session', product: () => call('GET', '/session'), bare: null },
    ...Object.entries(searches).flatMap(([name, typed]) =>
      [null, world.team].map((team) => ({
        name: `search ${name}${team ? ' in team' : ''}`,
        product: () =>
          call('GET', `/tickets?limit=50&q=${encodeURIComponent(typed)}${team ? `&team=${team}` : ''}`),
        bare: () => bareSearch(pool, world, tsqueryOf(typed), team),
      })),
    ),
  ];
}

/** What the index is asked for what was typed. */
function tsqueryOf(typed: string): string {
  const { clauses } = readQuery(typed, { isStatus: () => false });
  return clauses.map((clause) => tsquery(clause, false)).join(' & ');
}
