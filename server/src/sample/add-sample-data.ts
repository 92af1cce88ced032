import type { Language } from '@shouwen/api';
import type { Context } from '../context.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { momentBefore, type SampleRequest } from '../demo/history.ts';
import { Office } from '../demo/office.ts';
import { type Random, randomFrom } from '../demo/random.ts';
import { type Story, stories } from '../demo/stories.ts';
import { Storyteller } from '../demo/storyteller.ts';
import { appendEvent } from '../events/append-event.ts';
import { lockPeople } from '../people/lock-people.ts';
import { requireEverywhere } from '../people/policy.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { customers, mark, sampleCast } from './cast.ts';
import { sampleRecords } from './sample-records.ts';
import type { SampleKind } from './tables.ts';

const days = 7;
const ofOtherLanguages = 3;

/**
 * Makes up a department with people, customers and tickets of the last week, through the same use cases as in real
 * life, and keeps what was made, so that it can be taken away again. Throws `Refusal` while there is some already.
 */
export async function addSampleData(tx: Tx, context: Context): Promise<void> {
  requireEverywhere(context, 'config.manage');
  requireEverywhere(context, 'people.manage');
  await lockPeople(tx, context);
  if ((await sampleRecords(tx, context.org)).length > 0) throw conflict('sample_data_there');
  const { userId, name, language, timeZone } = viewerOf(context);
  await appendEvent(tx, context, { kind: 'sample_data.added', subject: { kind: 'user', id: userId } });
  const cast = sampleCast(language, timeZone, newId(context.now).slice(-6));
  const admin = { id: userId, name, language, timeZone };
  const office = new Office(context, tx, context.configuration, admin, cast);
  await office.open(context.now);
  await keep(tx, context, 'unit', Object.values(office.places.units));
  await keep(tx, context, 'team', Object.values(office.places.teams));
  const people = Object.entries(office.places.people).filter(([key]) => key !== 'admin');
  await keep(
    tx,
    context,
    'user',
    people.map(([, id]) => id),
  );
  const random = randomFrom(20_260_407);
  const teller = new Storyteller(office, random, context.now);
  for (const request of await requestsOf(office, context, language, random)) teller.expect(request);
  await teller.run(async () => {});
  await keep(
    tx,
    context,
    'customer',
    [...office.known.values()].map(({ id }) => id),
  );
  await keep(tx, context, 'ticket', await ticketsOf(tx, context, Object.values(office.places.teams)));
}

/** Records who asks, and lets each of them ask for one thing: most in the administrator's language, some in the others. */
async function requestsOf(
  office: Office,
  context: Context,
  language: Language,
  random: Random,
): Promise<SampleRequest[]> {
  const others = (['zh', 'en', 'es'] as const).filter((other) => other !== language);
  const asked: [Language, Story][] = [
    ...stories[language].map((story): [Language, Story] => [language, story]),
    ...others.flatMap((other) =>
      stories[other].slice(0, ofOtherLanguages).map((story): [Language, Story] => [other, story]),
    ),
  ];
  const requests: SampleRequest[] = [];
  for (const [index, [spoken, story]] of asked.entries()) {
    const { configuration } = context;
    if (!configuration.get('types', story.type) || !configuration.get('categories', story.category)) continue;
    const name = mark[spoken](customers[spoken][index % 8] ?? '');
    const phone = `+4420794600${String(10 + index)}`; // from the numbers that Ofcom keeps for plays
    const { id } = await createCustomer(office.tx, office.admin(context.now), {
      kind: 'person',
      name,
      language: spoken,
      contacts: [{ kind: 'phone', value: phone, primary: true }],
    });
    office.known.set(name, { id, name });
    requests.push({
      at: momentBefore(random, context.now, days, spoken),
      language: spoken,
      channel: random.pick(['web_form', 'web_form', 'phone', 'chat'] as const),
      story,
      customer: { name, email: '', phone },
      n: random.between(2000, 9999),
    });
  }
  return requests;
}

async function keep(tx: Tx, { org, now }: Context, kind: SampleKind, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .insertInto('sample_record')
    .values(ids.map((id) => ({ org_id: org, kind, id, added_at: now })))
    .execute();
}

async function ticketsOf(tx: Tx, { org }: Context, teams: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('ticket')
    .select('id')
    .where('org_id', '=', org)
    .where('team_id', 'in', [...teams])
    .execute();
  return rows.map((row) => row.id);
}
