import { writeFileSync } from 'node:fs';
import type { Screen } from './browser.ts';
import type { Comparison, Sample } from './measure.ts';
import type { Options } from './options.ts';
import type { Delivery } from './realtime.ts';
import type { Minute } from './soak.ts';

export interface Findings {
  results: Comparison[];
  delivery: Delivery | null;
  /** on the screen of one person at work */
  screen: Screen | null;
  minutes: Minute[];
  /** bytes of write-ahead log for each call */
  wal: Record<string, { product: number; bare: number }>;
  /** by what was done: how the rows differ that product and bare SQL wrote */
  rows: Record<string, string[]>;
  /** null when both counted the views alike, else what each counted */
  counters: string | null;
  tickets: number;
  /** from the command to the first answer, on the data that is there */
  startSeconds: number;
  /** of the product's process */
  memoryMb: number;
}

/** Prints the table, and writes everything as JSON where a file was asked for. */
export function report(findings: Findings, options: Options): void {
  const { results, ...facts } = findings;
  const lines = [
    `${facts.tickets} tickets, ${options.clients} clients, medians of ${options.rounds} rounds of ${options.seconds} s. Start ${facts.startSeconds.toFixed(1)} s, memory ${facts.memoryMb.toFixed(0)} MB.`,
    '',
    'scenario                     rate/s   p50 ms   p95 ms   p99 ms | bare/s  bare p50 ms |  rate ÷ bare  p50 ÷ bare |   CPU ms of a call: server, database, client; bare: database, driver',
    ...results.map(({ name, product, bare, rateRatio, latencyRatio }) =>
      [
        name.padEnd(24),
        cell(product.rate),
        cell(product.p50),
        cell(product.p95),
        cell(product.p99),
        '|',
        cell(bare?.rate),
        cell(bare?.p50),
        '|',
        cell(rateRatio, 2),
        cell(latencyRatio, 2),
        '|',
        ...cpu(product, bare),
      ].join(' '),
    ),
    ...others(findings),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (options.json) writeFileSync(options.json, JSON.stringify({ facts, options, results }, null, 1));
}

function others({ rows, counters, wal, delivery, screen, minutes }: Findings): string[] {
  const lines = Object.entries(rows).map(([name, found]) =>
    found.length === 0
      ? `rows of ${name}: product and bare SQL wrote the same`
      : `rows of ${name} differ:\n  ${found.join('\n  ')}`,
  );
  if (lines.length > 0)
    lines.push(counters === null ? 'counters: both counted the same' : `counters differ: ${counters}`);
  for (const [name, { product, bare }] of Object.entries(wal))
    lines.push(
      `log of ${name}: ${product.toFixed(0)} bytes, bare ${bare.toFixed(0)}, ratio ${(product / bare).toFixed(2)}`,
    );
  if (delivery)
    lines.push(
      `delivery to ${delivery.agents} agents: ${delivery.received} messages of ${delivery.changes} changes, p50 ${delivery.p50.toFixed(1)} ms, p95 ${delivery.p95.toFixed(1)}, p99 ${delivery.p99.toFixed(1)}; bare notify p50 ${delivery.bareP50.toFixed(1)}, p99 ${delivery.bareP99.toFixed(1)}`,
    );
  for (const { what, times, p50, p95, p99 } of screen?.shown ?? [])
    lines.push(
      `in the browser, ${what.padEnd(12)}: shown after p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)}, p99 ${p99.toFixed(0)} (${times} times)`,
    );
  if (screen)
    lines.push(
      `first load, from the log-in page to a list: ${screen.firstLoadKb.toFixed(0)} kB over the line, ${screen.firstLoadGzipKb.toFixed(0)} kB with gzip alone`,
    );
  const [first, last] = [minutes.at(Math.floor(minutes.length / 4)), minutes.at(-1)];
  if (first && last)
    lines.push(
      `soak of ${minutes.length} minutes: ${sum(minutes.map((one) => one.calls))} calls, ${sum(minutes.map((one) => one.failed))} failed; from minute ${first.minute} to ${last.minute}: p50 ${first.p50.toFixed(1)} → ${last.p50.toFixed(1)} ms, server ${first.serverMb.toFixed(0)} → ${last.serverMb.toFixed(0)} MB`,
    );
  return lines.length > 0 ? ['', ...lines] : [];
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

function cpu(product: Sample, bare: Sample | null): string[] {
  const of = (value: number | undefined) => cell(value, 2);
  return [
    of(product.cpu.server),
    of(product.cpu.database),
    of(product.cpu.bench),
    ';',
    of(bare?.cpu.database),
    of(bare?.cpu.bench),
  ];
}

const cell = (value: number | null | undefined, digits = 1) =>
  (value === null || value === undefined ? '–' : value.toFixed(digits)).padStart(8);
