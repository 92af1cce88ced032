// long: the rows of one generated ticket in one place, so that they stay in step with the schema
import { createHash } from 'node:crypto';
import { alwaysOpen } from '@shouwen/calendar';
import { type Change, complete, open } from '@shouwen/obligations';
import { hashOf } from '../server/src/events/chain.ts';
import { columnsOf } from '../server/src/obligations/store.ts';
import { newId } from '../server/src/platform/ids.ts';
import type { MessageSource, Source } from '../server/src/search/sources.query.ts';
import { partsOf } from '../server/src/search/write-documents.ts';
import type { Random } from './random.ts';
import { type BenchLanguage, lengthOf, textOf } from './words.ts';

export interface World {
  org: number;
  units: string[];
  teams: { id: string; unit: string; members: string[] }[];
  customers: string[];
  now: Date;
  policyVersion: string;
  /** end of the ledger so far */
  ledger: { position: number; hash: Buffer };
}
export type Row = (string | number | boolean | null)[];
export type TableRows = Record<
  'ticket' | 'message' | 'obligation' | 'obligation_step' | 'event' | 'search_document',
  Row[]
>;

export const columns: Record<keyof TableRows, string[]> = {
  ticket:
    'org_id id number subject type_key category_key status_key status_category importance urgency priority channel phase tags fields language unit_id team_id assignee_id first_contact_owner_id customer_id confidential excerpt policy_version opened_at last_activity_at resolved_at closed_at next_due_at next_due_kind overdue version'.split(
      ' ',
    ),
  message: 'org_id id ticket_id kind channel author_kind author_id author_name body at'.split(' '),
  obligation:
    'org_id id kind subject_kind subject_id ticket_id unit_id owner_user_id opened_by opened_at state outcome clock due_at next_at done_at towards_customer policy_version'.split(
      ' ',
    ),
  obligation_step: 'org_id obligation_id seq kind at event_id detail'.split(' '),
  event:
    'org_id id kind at actor_kind actor_id subject_kind subject_id ticket_id data policy_version request_id position hash'.split(
      ' ',
    ),
  search_document: 'org_id ticket_id part parts activity_at digest words'.split(' '),
};

const calendar = alwaysOpen('UTC');
const hour = 3_600_000;
const priorities = ['low', 'normal', 'normal', 'normal', 'high', 'urgent'];
const types = ['inquiry', 'inquiry', 'problem', 'problem', 'request', 'complaint', 'suggestion'];
export const tags = ['vip', 'repair', 'billing', '维修', 'envío', 'warranty', 'callback', '发票'];
const idAt = (at: number) => newId(new Date(at));
const iso = (ms: number) => new Date(ms).toISOString();

/** Adds the rows of one ticket with its conversation, obligations and events. `number` runs from 1. */
export function addTicket(
  rows: TableRows,
  random: Random,
  world: World,
  number: number,
  openedAt: number,
): void {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const { org } = world;
  const language = pick<BenchLanguage>(['zh', 'zh', 'en', 'en', 'es']);
  const team = pick(world.teams);
  const handler = pick(team.members);
  const customerIndex = Math.floor(random() * world.customers.length);
  const customer = world.customers[customerIndex] ?? '';
  const age = world.now.getTime() - openedAt;
  const unfinished = random() < Math.exp(-age / (60 * hour)) * 0.9 + 0.01;
  const category = unfinished
    ? pick(['new', 'open', 'open', 'waiting_for_customer', 'on_hold'])
    : random() < 0.97
      ? 'closed'
      : 'resolved';
  const assigned = category !== 'new';
  const id = idAt(openedAt);
  const turns = 1 + Math.min(30, Math.floor(-Math.log(1 - random()) * 4.2));
  let at = openedAt;
  let firstReply: number | null = null;
  let last = '';
  const said: MessageSource[] = [];
  const opened = idAt(openedAt);
  event(
    rows,
    org,
    opened,
    'ticket.opened',
    openedAt,
    'customer',
    customer,
    id,
    { number, channel: 'email', team: team.id, assignee: null, first_contact_owner: null, customer },
    world,
  );
  for (let turn = 0; turn < turns; turn++) {
    const ours = turn % 2 === 1 && assigned;
    const kind = ours ? (random() < 0.15 ? 'note' : 'reply') : 'incoming';
    if (turn > 0)
      at = Math.min(world.now.getTime() - 1000, at + 60_000 + Math.floor(-Math.log(1 - random()) * 4 * hour));
    last = textOf(random, language, lengthOf(random, language === 'zh' ? 60 : 45));
    const message = idAt(at);
    said.push({ id: message, author_name: ours ? 'Agent' : 'Customer', body: last, files: [] });
    rows.message.push([
      org,
      message,
      id,
      kind,
      'email',
      ours ? 'user' : 'customer',
      ours ? handler : customer,
      ours ? 'Agent' : 'Customer',
      last,
      iso(at),
    ]);
    if (turn > 0)
      event(
        rows,
        org,
        idAt(at),
        kind === 'reply' ? 'ticket.answered' : kind === 'note' ? 'ticket.noted' : 'ticket.message_received',
        at,
        ours ? 'user' : 'customer',
        ours ? handler : customer,
        id,
        { message },
        world,
      );
    if (kind === 'reply') firstReply ??= at;
  }
  const done = category === 'closed' || category === 'resolved';
  const doneAt = done ? at + 60_000 : null;
  if (doneAt) event(rows, org, idAt(doneAt), 'ticket.resolved', doneAt, 'user', handler, id, {}, world);
  const due = obligations(rows, world, {
    id,
    unit: team.unit,
    owner: handler,
    opened,
    openedAt,
    firstReply: firstReply ?? doneAt,
    ownedAt: assigned ? (firstReply ?? openedAt + hour) : null,
    doneAt,
  });
  const subject = textOf(random, language, 7);
  const tag = random() < 0.3 ? pick(tags) : null;
  rows.ticket.push([
    org,
    id,
    number,
    subject,
    pick(types),
    null,
    category === 'waiting_for_customer' ? 'waiting' : category,
    category,
    pick(['low', 'normal', 'high']),
    'normal',
    pick(priorities),
    'email',
    null,
    tag ? `{"${tag}"}` : '{}',
    '{}',
    language,
    team.unit,
    team.id,
    assigned ? handler : null,
    assigned ? handler : null,
    customer,
    random() < 0.01,
    [...last].slice(0, 160).join(''),
    world.policyVersion,
    iso(openedAt),
    iso(doneAt ?? at),
    doneAt ? iso(doneAt) : null,
    category === 'closed' && doneAt ? iso(doneAt) : null,
    due ? iso(due.at) : null,
    due?.kind ?? null,
    due !== null && due.at < world.now.getTime(),
    1 + turns,
  ]);
  const email = `customer${customerIndex + 1}@example.com`;
  addDocument(rows, org, {
    id,
    activityAt: new Date(doneAt ?? at),
    threads: [{ id, number, external_number: null, subject, tags: tag ? [tag] : [], fields: {} }],
    messages: said,
    customers: [{ name: `Customer ${customerIndex + 1}`, contacts: [{ value: email, normalised: email }] }],
  });
}

/** What the search finds the ticket by, as the product writes it. */
function addDocument(rows: TableRows, org: number, source: Source): void {
  for (const { ticket, part, parts, activityAt, digest, words } of partsOf(source))
    rows.search_document.push([
      org,
      ticket,
      part,
      parts,
      activityAt.toISOString(),
      `\\x${digest.toString('hex')}`,
      words,
    ]);
}

interface Owed {
  id: string;
  unit: string;
  owner: string;
  opened: string;
  openedAt: number;
  firstReply: number | null;
  ownedAt: number | null;
  doneAt: number | null;
}

function obligations(rows: TableRows, world: World, owed: Owed): { at: number; kind: string } | null {
  let next: { at: number; kind: string } | null = null;
  for (const [kind, minutes, proved, towards] of [
    ['first_reply', 1440, owed.firstReply, true],
    ['resolution', 2880, owed.doneAt, true],
    ['take_ownership', 120, owed.ownedAt, false],
  ] as const) {
    const started = new Date(owed.openedAt);
    const first = open(
      calendar,
      started,
      {
        target: { elapsed_minutes: minutes },
        warnings: [{ share: 0.8 }],
        escalations: [{ after_minutes: 0 }],
      },
      { at: started, event: owed.opened },
    );
    const changes: Change[] = [first];
    const proof = proved === null ? null : idAt(proved);
    if (proved !== null && proof)
      changes.push(complete(first.clock, calendar, { at: new Date(proved), event: proof }));
    const { clock } = changes.at(-1) ?? first;
    // what the past would have acted on has been acted on: only future moments wait
    const record = columnsOf(clock);
    const nextAt =
      record.next_at && record.next_at > world.now
        ? record.next_at
        : record.state === 'open'
          ? new Date(world.now.getTime() + 30 * 24 * hour)
          : null;
    const id = idAt(owed.openedAt);
    rows.obligation.push([
      world.org,
      id,
      kind,
      'ticket',
      owed.id,
      owed.id,
      owed.unit,
      owed.owner,
      owed.opened,
      started.toISOString(),
      record.state,
      record.outcome,
      record.clock,
      record.due_at?.toISOString() ?? null,
      nextAt?.toISOString() ?? null,
      record.done_at?.toISOString() ?? null,
      towards,
      world.policyVersion,
    ]);
    let seq = 0;
    for (const step of changes.flatMap((change) => change.steps)) {
      const { kind: what, at, event: cause, ...detail } = step;
      rows.obligation_step.push([
        world.org,
        id,
        ++seq,
        what,
        at.toISOString(),
        cause,
        JSON.stringify(detail),
      ]);
    }
    if (
      towards &&
      clock.state === 'open' &&
      clock.due_at &&
      (next === null || clock.due_at.getTime() < next.at)
    )
      next = { at: clock.due_at.getTime(), kind };
  }
  return next;
}

function event(
  rows: TableRows,
  org: number,
  id: string,
  kind: string,
  at: number,
  actorKind: 'user' | 'customer',
  actor: string,
  ticket: string,
  data: Record<string, unknown>,
  world: World,
): void {
  const position = world.ledger.position + 1;
  const hash = hashOf(world.ledger.hash, position, {
    id,
    kind,
    at: new Date(at),
    actor_kind: actorKind,
    actor_id: actor,
    subject_kind: 'ticket',
    subject_id: ticket,
    ticket_id: ticket,
    data,
    payload_digest: null,
    policy_version: world.policyVersion,
    request_id: null,
  });
  world.ledger = { position, hash };
  rows.event.push([
    org,
    id,
    kind,
    iso(at),
    actorKind,
    actor,
    'ticket',
    ticket,
    ticket,
    JSON.stringify(data),
    world.policyVersion,
    null,
    position,
    `\\x${hash.toString('hex')}`,
  ]);
}

/** One row in the text form of COPY. */
export function copyLine(row: Row): string {
  return `${row.map((value) => (value === null ? '\\N' : typeof value === 'string' ? value.replace(/[\\\n\r\t]/g, escapes) : String(value))).join('\t')}\n`;
}
const escapes = (character: string) =>
  ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[character] ?? character;

/** A short digest that names a set of generated data. */
export function digest(...parts: (string | number)[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 12);
}
