import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { open } from '@shouwen/obligations';
import type { Pool } from 'pg';
import { chooseCalendar } from '../server/src/calendars/choose-calendar.ts';
import { type Composition, compose } from '../server/src/compose.ts';
import { loadConfiguration } from '../server/src/configuration/load-configuration.ts';
import { columnsOf } from '../server/src/obligations/store.ts';
import { termsFor } from '../server/src/obligations/ticket-terms.ts';
import { createApiKey } from '../server/src/people/create-api-key.ts';
import { systemClock } from '../server/src/platform/clock.ts';
import { openLog } from '../server/src/platform/log.ts';
import { migrate } from '../server/src/platform/migrate.ts';
import { readSettings } from '../server/src/platform/settings.ts';
import { prepareOrganisation } from '../server/src/prepare-organisation.ts';
import { openStorage, readSecret } from '../server/src/storage.ts';
import { type BareWorld, bareOpen } from './bare.ts';
import { bareCounters } from './bare-reads.ts';
import { bareReply } from './bare-reply.ts';
import { measureBrowser, type Screen } from './browser.ts';
import { benchCalendar } from './calendar.ts';
import { openClient } from './client.ts';
import { administrator, generate } from './generate.ts';
import { freePort, mailScenarios } from './mail.ts';
import { type Comparison, compare, type Meters } from './measure.ts';
import { type Options, readOptions } from './options.ts';
import { databaseUsage, usageOf } from './processes.ts';
import { type Product, startProduct } from './product.ts';
import { randomFrom } from './random.ts';
import { plantRareWord } from './rare-word.ts';
import { type Delivery, measureDelivery } from './realtime.ts';
import { report } from './report.ts';
import { digest } from './rows.ts';
import { differences, rowsSince } from './same-rows.ts';
import { scenarios, type Yard } from './scenarios.ts';
import { type Minute, soak } from './soak.ts';
import { benchSweep } from './sweep.ts';
import { walOf } from './wal.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Makes data if it is not there yet, starts the product on it, measures each scenario beside its bare SQL, prints ratios. `calendar` measures due times alone, `sweep` what is done when they come. */
export async function main(args: string[]): Promise<void> {
  if (args[0] === 'calendar') {
    const { seconds, seed } = readOptions(args.slice(1));
    benchCalendar(seconds, seed);
    return;
  }
  if (args[0] === 'sweep') return benchSweep();
  const options = readOptions(args);
  const smtpPort = await freePort();
  const env = environment(options, smtpPort);
  const settings = readSettings(env);
  const log = openLog('error');
  const storage = await openStorage(settings, log, 'command');
  try {
    await migrate(storage.pool, systemClock.now());
    const composition = await compose({
      settings,
      pool: storage.pool,
      clock: systemClock,
      log,
      secret: await readSecret(settings),
    });
    await prepareOrganisation(composition);
    const { rows } = await storage.pool.query<{ there: number }>(
      'select count(*)::int as there from (select 1 from ticket limit 1) t',
    );
    if (!rows[0]?.there) await generate(composition, options.tickets, options.seed, say);
    // what figures are made of is left out: nothing here asks for them
    await storage.pool.query(
      "insert into ledger_reader (org_id, name, position) select org_id, 'figures', position from ledger_head on conflict do nothing",
    );
    const product = await startProduct(env, options.profile);
    try {
      const measured = await measureAll(composition, product, options, smtpPort);
      const { tickets } = options;
      const { startSeconds } = product;
      report({ ...measured, tickets, startSeconds, memoryMb: product.usage().memoryMb }, options);
    } finally {
      await product.stop();
    }
  } finally {
    await storage.close();
  }
}

/** The data lies outside the tree, one folder for each size and seed, and is used again. */
function environment(options: Options, smtpPort: number): NodeJS.ProcessEnv {
  const folder = join(
    tmpdir(),
    'shouwen-bench',
    `${options.tickets}-${digest(options.tickets, options.seed, 'v4')}`,
  );
  mkdirSync(folder, { recursive: true });
  return {
    ...process.env,
    SHOUWEN_DATA: folder,
    SHOUWEN_PORT: '0',
    SHOUWEN_LOG: 'error',
    SHOUWEN_SMTP_IN_PORT: String(smtpPort),
    ...(options.database ? { DATABASE_URL: options.database } : {}),
  };
}

interface Measured {
  results: Comparison[];
  delivery: Delivery | null;
  /** on the screen of one person at work */
  screen: Screen | null;
  minutes: Minute[];
  wal: Record<string, { product: number; bare: number }>;
  /** how the rows differ that product and bare SQL wrote */
  rows: Record<string, string[]>;
  /** how the numbers differ that both gave for the views */
  counters: string | null;
}

async function measureAll(
  composition: Composition,
  product: Product,
  options: Options,
  smtpPort: number,
): Promise<Measured> {
  const { pool, app } = composition;
  const world = await bareWorld(composition);
  const clientOf = async (userId: string) => {
    const context = await composition.systemContext();
    const given = { userId, name: 'bench', scopes: ['admin' as const], expiresAt: null };
    const { key } = await createApiKey(app.db, context, given);
    return openClient(product.url, key, options.clients);
  };
  const { call, close } = await clientOf(world.agent);
  const administration = await clientOf(await administratorOf(pool));
  const { rows: mine } = await pool.query<{ number: number }>(
    'select number from ticket where org_id = 1 and team_id = $1 and not confidential and number <= $2 order by number desc limit 500',
    [world.team, options.tickets],
  );
  const yard: Yard = {
    pool,
    world,
    call,
    random: randomFrom(options.seed + 1),
    customers: Math.max(20, Math.ceil(options.tickets / 8)),
    numbers: mine.map((row) => row.number),
  };
  const wanted = (name: string) =>
    options.only.length === 0 || options.only.some((one) => name === one || name.startsWith(`${one} `));
  const meters: Meters = {
    server: product.usage,
    database: await databaseUsage(pool),
    bench: () => usageOf(process.pid),
  };
  const all = [...scenarios(yard), ...mailScenarios({ ...yard, call: administration.call }, smtpPort)];
  const measured: Measured = {
    results: [],
    delivery: null,
    screen: null,
    minutes: [],
    wal: {},
    rows: {},
    counters: null,
  };
  if (all.some(({ name }) => name.startsWith('search rare') && wanted(name)))
    await plantRareWord(call, () => caughtUp(pool));
  if (wanted('rows')) Object.assign(measured, await compareAnswers(yard));
  for (const { name, product: task, bare } of all.filter((scenario) => wanted(scenario.name))) {
    say(`measuring ${name} …`);
    measured.results.push(await compare(name, task, bare, options, meters, () => caughtUp(pool)));
  }
  for (const { name, product: task, bare } of wanted('wal') ? all : []) {
    if (!bare || (name !== 'open' && name !== 'reply')) continue;
    say(`measuring the log that ${name} writes …`);
    measured.wal[name] = { product: await walOf(pool, task, 200), bare: await walOf(pool, bare, 200) };
  }
  if (wanted('delivery')) {
    say('measuring delivery to 1,000 agents …');
    measured.delivery = await measureDelivery(composition, product.url, yard, 1_000, 5 * options.seconds);
  }
  if (wanted('browser')) {
    say('measuring in the browser …');
    measured.screen = await measureBrowser(composition, product.url, yard);
  }
  if (options.soakMinutes > 0)
    measured.minutes = await soak(
      all,
      { clients: options.clients, minutes: options.soakMinutes },
      meters,
      yard.random,
      say,
    );
  await Promise.all([close(), administration.close()]);
  return measured;
}

/** Who may bring mail: that asks for a right in every unit. */
async function administratorOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id from user_account where email = $1', [
    administrator,
  ]);
  const id = rows[0]?.id;
  if (!id) throw new Error(`the generated data has no ${administrator}`);
  return id;
}

/** Waits until every event has its place and the search has read them all. */
async function caughtUp(pool: Pool): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await wait(100)) {
    const { rows } = await pool.query<{ behind: boolean }>(
      `select exists (select 1 from event where org_id = 1 and position is null) or exists (select 1 from search_due)
        or exists (select 1 from ledger_reader r join ledger_head h on h.org_id = r.org_id where r.position < h.position) as behind`,
    );
    if (!rows[0]?.behind) return;
  }
  throw new Error('the product did not catch up with the bench in two minutes');
}

/** Proves that both ways do the same: each opens and answers a ticket, and counts the views. */
async function compareAnswers({
  pool,
  world,
  call,
  numbers,
}: Yard): Promise<Pick<Measured, 'rows' | 'counters'>> {
  const [subject, body, email] = ['About my order', 'It has not come yet.', 'customer1@example.com'];
  const opened = JSON.parse(await call('POST', '/tickets', { subject, body, customer: { email } }));
  const rows: Measured['rows'] = {};
  const bareOpened = await bareOpen(pool, world, email, subject, body);
  const { rows: first } = await pool.query<{ id: string }>(
    'select m.id from ticket t join message m on m.org_id = t.org_id and m.ticket_id = t.id where t.org_id = 1 and t.number = $1',
    [opened.number],
  );
  rows.open = differences(await rowsSince(pool, first[0]?.id ?? ''), await rowsSince(pool, bareOpened));
  const [number = 1] = numbers;
  const answer = async () =>
    JSON.parse(await call('POST', `/tickets/${number}/messages`, { kind: 'reply', body }));
  await answer(); // the first answer does more
  const answered = await answer();
  const productReply = await rowsSince(pool, answered.id);
  const bareReplied = await bareReply(pool, world, number, body);
  rows.reply = differences(productReply, await rowsSince(pool, bareReplied));
  const { items } = JSON.parse(await call('GET', '/views/counts'));
  const counts = items.slice(0, 11).map((item: { count: number }) => item.count);
  const bare = (await bareCounters(pool, world)).map((count) => count);
  const counters = JSON.stringify(counts) === JSON.stringify(bare) ? null : `${counts} and ${bare}`;
  return { rows, counters };
}

/** Who acts: an agent of one team, with the rights that the product gives. */
async function bareWorld({ pool, app, systemContext }: Composition): Promise<BareWorld> {
  const { rows } = await pool.query<{ agent: string; name: string; team: string; unit: string }>(
    `select u.id as agent, u.name, m.team_id as team, t.unit_id as unit from user_account u join team_member m on m.org_id = u.org_id and m.user_id = u.id
     join team t on t.org_id = m.org_id and t.id = m.team_id where u.email = 'agent7@example.com'`,
  );
  const me = rows[0];
  if (!me) throw new Error('the generated data has no agent7');
  const configuration = await loadConfiguration(app.db, 1);
  const context = await systemContext();
  const subject = {
    id: me.team,
    unit_id: me.unit,
    type_key: 'inquiry',
    priority: 'normal' as const,
    status_category: 'new' as const,
    team_id: me.team,
    assignee_id: null,
    first_contact_owner_id: null,
  };
  const obligations = configuration.list('obligations').map(({ key, value }) => {
    const { calendar } = chooseCalendar(configuration, { ...subject, named: value.calendar });
    const terms = termsFor(value, subject, calendar, context.now);
    const { clock, steps } = open(calendar, context.now, terms, { at: context.now, event: me.team });
    const columns = columnsOf(clock);
    const { kind: _, at: __, event: ___, ...detail } = steps[0] ?? { kind: '', at: '', event: '' };
    const after = (date: Date | null) => (date ? date.getTime() - context.now.getTime() : 0);
    return {
      kind: key,
      clock: columns.clock,
      towards: value.towards_customer,
      due: after(columns.due_at),
      next: after(columns.next_at),
      step: JSON.stringify(detail),
    };
  });
  return {
    org: 1,
    agent: me.agent,
    agentName: me.name,
    team: me.team,
    unit: me.unit,
    units: configuration.unitsBelow(me.unit),
    teams: [me.team],
    policyVersion: configuration.policyVersion,
    obligations,
  };
}
