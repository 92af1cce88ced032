import { setImmediate as otherWork } from 'node:timers/promises';
import { foldTag } from '@shouwen/search';
import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { buildDocument, digestOf } from './build-document.ts';
import { countWords } from './count-words.ts';
import { noteFiles } from './note-files.ts';
import { type Source, sourcesOf } from './sources.query.ts';

/** A part of a document as it is to stand. */
export interface Part {
  ticket: string;
  part: number;
  parts: number;
  activityAt: Date;
  digest: Buffer;
  words: string;
}
interface Standing {
  ticket_id: string;
  part: number;
  parts: number;
  digest: Buffer;
}

/**
 * Makes the documents of these tickets what their rows say now, and takes away those of `gone`. Parts that come out the
 * same are left alone, unless the ticket is one of `anew`.
 */
export async function writeDocuments(
  tx: Tx,
  org: number,
  tickets: { roots: readonly string[]; gone: readonly string[]; anew: ReadonlySet<string> },
): Promise<void> {
  const sources = await sourcesOf(tx, org, tickets.roots);
  const wanted: Part[] = [];
  for (const source of sources) {
    wanted.push(...partsOf(source));
    await otherWork(); // one document takes about a millisecond: requests come in between
  }
  const standing = await standingOf(tx, org, [...tickets.roots, ...tickets.gone]);
  const key = (ticket: string, part: number) => `${ticket} ${part}`;
  const wantedBy = new Map(wanted.map((one) => [key(one.ticket, one.part), one]));
  const standingBy = new Map(standing.map((one) => [key(one.ticket_id, one.part), one]));
  const changed = wanted.filter((one) => {
    const old = standingBy.get(key(one.ticket, one.part));
    return !old || tickets.anew.has(one.ticket) || old.parts !== one.parts || !old.digest.equals(one.digest);
  });
  const surplus = standing.filter((one) => !wantedBy.has(key(one.ticket_id, one.part)));
  const replaced = changed.flatMap((one) => standingBy.get(key(one.ticket, one.part)) ?? []);
  await countWords(tx, org, { added: changed, removed: [...replaced, ...surplus] });
  await remove(tx, org, surplus);
  await put(tx, org, changed);
  await moveActivity(tx, org, sources);
  await noteTags(tx, org, sources);
  await noteFiles(tx, org, sources);
}

/** The parts of a ticket's document. */
export function partsOf(source: Source): Part[] {
  const texts = buildDocument(source);
  return texts.map((words, part) => ({
    ticket: source.id,
    part,
    parts: texts.length,
    activityAt: source.activityAt,
    digest: digestOf(words),
    words,
  }));
}

function standingOf(tx: Tx, org: number, ids: string[]): Promise<Standing[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('search_document')
    .select(['ticket_id', 'part', 'parts', 'digest'])
    .where('org_id', '=', org)
    .where('ticket_id', 'in', ids)
    .execute();
}

async function remove(tx: Tx, org: number, rows: readonly Standing[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    delete from search_document d
    using unnest(${rows.map((row) => row.ticket_id)}::uuid[], ${rows.map((row) => row.part)}::smallint[]) as old (id, part)
    where d.org_id = ${org} and d.ticket_id = old.id and d.part = old.part`.execute(tx);
}

async function put(tx: Tx, org: number, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return;
  const column = <T>(of: (part: Part) => T) => parts.map(of);
  await sql`
    insert into search_document (org_id, ticket_id, part, parts, activity_at, digest, words)
    select ${org}::smallint, id, part, parts, at, digest, words::tsvector
    from unnest(${column((one) => one.ticket)}::uuid[], ${column((one) => one.part)}::smallint[],
      ${column((one) => one.parts)}::smallint[], ${column((one) => one.activityAt)}::timestamptz[],
      ${column((one) => one.digest)}::bytea[], ${column((one) => one.words)}::text[])
      as made (id, part, parts, at, digest, words)
    on conflict (org_id, ticket_id, part) do update set parts = excluded.parts, activity_at = excluded.activity_at,
      digest = excluded.digest, words = excluded.words`.execute(tx);
}

async function moveActivity(tx: Tx, org: number, sources: readonly Source[]): Promise<void> {
  if (sources.length === 0) return;
  await sql`
    update search_document d set activity_at = now_at.at
    from unnest(${sources.map((one) => one.id)}::uuid[], ${sources.map((one) => one.activityAt)}::timestamptz[]) as now_at (id, at)
    where d.org_id = ${org} and d.ticket_id = now_at.id and d.activity_at <> now_at.at`.execute(tx);
}

async function noteTags(tx: Tx, org: number, sources: readonly Source[]): Promise<void> {
  const tags = new Set(sources.flatMap((source) => source.threads.flatMap((thread) => thread.tags)));
  const rows = [...tags].map((tag) => ({ org_id: org, folded: foldTag(tag), tag }));
  if (rows.length === 0) return;
  await tx
    .insertInto('search_tag')
    .values(rows)
    .onConflict((clash) => clash.doNothing())
    .execute();
}
