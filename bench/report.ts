import { writeFileSync } from 'node:fs';
import type { Comparison, Sample } from './measure.ts';
import type { Options } from './options.ts';

export interface Facts {
  tickets: number;
  /** from the command to the first answer, on the data that is there */
  startSeconds: number;
  /** of the product's process */
  memoryMb: number;
}

/** Prints the table, and writes everything as JSON where a file was asked for. */
export function report(results: Comparison[], facts: Facts, options: Options): void {
  const lines = [
    `${facts.tickets} tickets, ${options.clients} clients, medians of ${options.rounds} rounds of ${options.seconds} s. Start ${facts.startSeconds.toFixed(1)} s, memory ${facts.memoryMb.toFixed(0)} MB.`,
    '',
    'scenario       rate/s   p50 ms   p95 ms   p99 ms | bare/s  bare p50 ms |  rate ÷ bare  p50 ÷ bare |   CPU ms of a call: server, database, client; bare: database, driver',
    ...results.map(({ name, product, bare, rateRatio, latencyRatio }) =>
      [
        name.padEnd(10),
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
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (options.json) writeFileSync(options.json, JSON.stringify({ facts, options, results }, null, 1));
}

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
