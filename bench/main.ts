import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from '@shouwen/obligations';
import { Pool as HttpPool } from 'undici';
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
import { type BareWorld, bareList, bareOpen, bareTicketPage } from './bare.ts';
import { benchCalendar } from './calendar.ts';
import { generate } from './generate.ts';
import { type Comparison, compare, type Meters, type Task } from './measure.ts';
import { type Options, readOptions } from './options.ts';
import { databaseUsage, usageOf } from './processes.ts';
import { type Product, startProduct } from './product.ts';
import { randomFrom } from './random.ts';
import { report } from './report.ts';
import { digest } from './rows.ts';
import { textOf } from './words.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Makes data if it is not there yet, starts the product on it, measures each scenario beside its bare SQL, prints ratios. `calendar` measures due times alone. */
export async function main(args: string[]): Promise<void> {
  if (args[0] === 'calendar') {
    const { seconds, seed } = readOptions(args.slice(1));
    benchCalendar(seconds, seed);
    return;
  }
  const options = readOptions(args);
  const env = environment(options);
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
    const product = await startProduct(env, options.profile);
    try {
      const results = await measureAll(composition, product, options);
      const { tickets } = options;
      const { startSeconds } = product;
      report(results, { tickets, startSeconds, memoryMb: product.usage().memoryMb }, options);
    } finally {
      await product.stop();
    }
  } finally {
    await storage.close();
  }
}

/** The data lies outside the tree, one folder for each size and seed, and is used again. */
function environment(options: Options): NodeJS.ProcessEnv {
  const folder = join(
    tmpdir(),
    'shouwen-bench',
    `${options.tickets}-${digest(options.tickets, options.seed, 'v3')}`,
  );
  mkdirSync(folder, { recursive: true });
  return {
    ...process.env,
    SHOUWEN_DATA: folder,
    SHOUWEN_PORT: '0',
    SHOUWEN_LOG: 'error',
    SHOUWEN_SMTP_IN_PORT: '0',
    ...(options.database ? { DATABASE_URL: options.database } : {}),
  };
}

async function measureAll(
  composition: Composition,
  product: Product,
  options: Options,
): Promise<Comparison[]> {
  const { pool, app } = composition;
  const world = await bareWorld(composition);
  const context = await composition.systemContext();
  const { key } = await createApiKey(app.db, context, {
    userId: world.agent,
    name: 'bench',
    scopes: ['admin'],
    expiresAt: null,
  });
  const http = new HttpPool(product.url, { connections: options.clients });
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const answer = await http.request({
      method,
      path: `/api/v1${path}`,
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 400)
      throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
  };
  const random = randomFrom(options.seed + 1);
  const customers = Math.max(20, Math.ceil(options.tickets / 8));
  const email = () => `customer${1 + Math.floor(random() * customers)}@example.com`;
  const { rows: mine } = await pool.query<{ number: number }>(
    'select number from ticket where org_id = 1 and team_id = $1 and not confidential order by number desc limit 500',
    [world.team],
  );
  const number = () => mine[Math.floor(random() * mine.length)]?.number ?? 1;
  const scenarios: { name: string; product: Task; bare: Task | null }[] = [
    {
      name: 'open',
      product: () =>
        call('POST', '/tickets', {
          subject: textOf(random, 'en', 7),
          body: textOf(random, 'en', 45),
          customer: { email: email() },
        }),
      bare: () => bareOpen(pool, world, email(), textOf(random, 'en', 7), textOf(random, 'en', 45)),
    },
    {
      name: 'list',
      product: () => call('GET', '/tickets?limit=50'),
      bare: async () => void (await bareList(pool, world)),
    },
    {
      name: 'page',
      product: () => call('GET', `/tickets/${number()}`),
      bare: () => bareTicketPage(pool, world, number()),
    },
    {
      name: 'reply',
      product: () =>
        call('POST', `/tickets/${number()}/messages`, { kind: 'reply', body: textOf(random, 'en', 45) }),
      bare: null,
    },
    { name: 'session', product: () => call('GET', '/session'), bare: null },
  ];
  const meters: Meters = {
    server: product.usage,
    database: await databaseUsage(pool),
    bench: () => usageOf(process.pid),
  };
  const results: Comparison[] = [];
  for (const { name, product: task, bare } of scenarios) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    say(`measuring ${name} …`);
    results.push(await compare(name, task, bare, options, meters));
  }
  await http.close();
  return results;
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
