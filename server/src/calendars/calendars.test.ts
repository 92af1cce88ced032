import type { CalendarValue } from '@shouwen/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTeam, addUnit } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp, TestClock } from '../platform/testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ clock: new TestClock(new Date('2026-11-27T16:00:00+01:00')) });
});
afterAll(() => test.close());

const nine = ['09:00-17:00'];
const madrid: CalendarValue = {
  name: 'Front desk',
  order: 2,
  zone: 'Europe/Madrid',
  hours: [{ from: null, week: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine } }],
  closures: [],
  days: [],
  counts_for: { teams: [], units: [] },
};
const put = (key: string, value: object) =>
  test.request('PUT', `/configuration/calendars/${key}`, { body: { value } });
const start = '2026-11-27T16:30:00+01:00';

describe('a calendar', () => {
  it('is an entry of the configuration, with one that never closes from the start', async () => {
    const { body } = await test.request('GET', '/configuration');
    const keys = body.entries
      .filter((entry: { section: string }) => entry.section === 'calendars')
      .map((entry: { key: string }) => entry.key);
    expect(keys).toEqual(['always_open']);
    expect((await put('front_desk', madrid)).status).toBe(200);
  });

  it.each<[string, object, string, string]>([
    ['that never opens', { hours: [{ from: null, week: {} }] }, 'hours.0.week', 'never opens'],
    [
      'that never opens again',
      { hours: [...madrid.hours, { from: '2027-01-01', week: { mon: [] } }] },
      'hours.1.week',
      'From 2027-01-01 on',
    ],
    [
      'with intervals that overlap',
      { hours: [{ from: null, week: { mon: ['09:00-12:00', '11:00-13:00'] } }] },
      'hours.0.week.mon.1',
      '11:00-13:00 overlaps with 09:00-12:00',
    ],
    [
      'with a day that there is not',
      { days: [{ day: '2026-02-30', hours: [] }] },
      'days.0.day',
      '2026-02-30',
    ],
    ['of a zone that there is not', { zone: 'Mars/Base' }, 'zone', 'time zone'],
  ])('%s is refused with a sentence at its field', async (_what, more, field, sentence) => {
    const { status, body } = await put('wrong', { ...madrid, ...more });
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe(`value.${field}`);
    expect(body.errors[0].message).toContain(sentence);
  });

  it('speaks the language of its reader', async () => {
    const answer = await test.request('PUT', '/configuration/calendars/wrong', {
      body: { value: { ...madrid, hours: [{ from: null, week: {} }] } },
      headers: { 'accept-language': 'zh' },
    });
    expect(answer.body.errors[0].message).toContain('从不营业');
  });

  it('counts for a team once: a second calendar for it is refused', async () => {
    const team = await addTeam(test);
    await put('one', { ...madrid, counts_for: { teams: [team], units: [] } });
    const { status, body } = await put('two', { ...madrid, counts_for: { teams: [team], units: [] } });
    expect(status).toBe(422);
    expect(body.errors[0].message).toContain('"one"');
  });

  it('that counts where nothing else was chosen stays; one that an obligation names stays too', async () => {
    const { body } = await test.request('GET', '/configuration');
    const spec = body.entries.find((entry: { key: string }) => entry.key === 'first_reply').value;
    const named = (calendar: string) =>
      test.request('PUT', '/configuration/obligations/first_reply', {
        body: { value: { ...spec, calendar } },
      });
    expect((await named('nowhere')).status).toBe(422);
    expect((await named('front_desk')).status).toBe(200);
    const gone = await test.request('DELETE', '/configuration/calendars/front_desk');
    expect(gone.status).toBe(409);
    await test.request('DELETE', '/configuration/obligations/first_reply');
  });
});

describe('the preview', () => {
  const preview = (body: object) => test.request('POST', '/calendars/preview', { body });

  it('says when something would be due on a calendar in force, and why', async () => {
    const { status, body } = await preview({
      start,
      target: { business_minutes: 60 },
      calendar: 'front_desk',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      due_at: '2026-11-30T08:30:00.000Z',
      budget_ms: 3_600_000,
      calendar: { key: 'front_desk', zone: 'Europe/Madrid' },
    });
    const told = body.intervals.map((step: { kind: string; running_ms: number }) => [
      step.kind,
      step.running_ms,
    ]);
    expect(told).toEqual([
      ['counted', 1_800_000],
      ['closed', 1_800_000],
      ['counted', 3_600_000],
    ]);
  });

  it('works on a draft, and names the special days on the way', async () => {
    const draft = {
      ...madrid,
      days: [{ day: '2026-11-30', name: { es: 'San Andrés' }, hours: ['09:00-09:15'] }],
      closures: [{ from: '2026-08-01', to: '2026-08-31' }],
    };
    const { body } = await preview({ start, target: { business_minutes: 60 }, draft });
    expect(body.due_at).toBe('2026-12-01T08:15:00.000Z');
    expect(body.special_days).toEqual([
      { from: '2026-11-30', to: '2026-11-30', name: { es: 'San Andrés' }, open: true },
    ]);
  });

  it('refuses a draft that is none, a calendar that there is not, and a target that names no moment', async () => {
    const target = { business_minutes: 60 };
    const draft = { ...madrid, hours: [{ from: null, week: {} }] };
    const refused = await preview({ start, target, draft });
    expect(refused.body.errors[0]).toMatchObject({ field: 'draft.hours.0.week' });
    expect((await preview({ start, target, calendar: 'nowhere' })).status).toBe(422);
    const day = await preview({ start, target: { on: { date: '2026-02-30' } } });
    expect(day.body.errors[0]).toMatchObject({ field: 'target' });
  });

  it('of a ticket tells each obligation, on the calendar of the team or of the nearest unit upwards', async () => {
    const region = await addUnit(test, {});
    const office = await addUnit(test, { parent: region });
    const [own, others] = [await addTeam(test, { unit: office }), await addTeam(test, { unit: office })];
    await put('of_region', { ...madrid, counts_for: { teams: [], units: [region] } });
    await put('of_team', { ...madrid, zone: 'Asia/Shanghai', counts_for: { teams: [own], units: [] } });
    const ticket = async (team_id: string) => {
      const body = { opened_at: start, type: 'inquiry', priority: 'normal', team_id };
      const answer = await test.request('POST', '/calendars/preview-ticket', { body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body.items;
    };
    const [ofOwn, ofOthers] = [await ticket(own), await ticket(others)];
    expect(ofOwn[0].calendar).toEqual({ key: 'of_team', zone: 'Asia/Shanghai' });
    expect(ofOthers[0].calendar).toEqual({ key: 'of_region', zone: 'Europe/Madrid' });
    expect(ofOthers.map((one: { kind: string }) => one.kind)).toContain('resolution');
  });
});

describe('holidays', () => {
  const holidays = (query: string) => test.request('GET', `/holidays?${query}`);

  it('of a region come with their names in the languages of the product', async () => {
    const { body } = await holidays('country=ES&region=MD&from=2026&years=1');
    expect(body.items).toContainEqual({
      day: '2026-12-08',
      name: expect.objectContaining({ en: 'Immaculate Conception' }),
      hours: [],
    });
    expect(body.items.some(({ day }: { day: string }) => day === '2026-05-02')).toBe(true);
  });

  it('of China bring the adjusted working days along', async () => {
    const { body } = await holidays('country=CN&from=2026&years=1');
    const days = new Map(body.items.map((one: { day: string }) => [one.day, one]));
    expect(days.get('2026-10-01')).toMatchObject({ hours: [], name: { zh: '国庆节' } });
    expect(days.get('2026-10-10')).toMatchObject({ like: 'mon', name: { zh: '国庆节调休上班' } });
  });

  it('of a place that is not known are refused', async () => {
    expect((await holidays('country=XX&from=2026&years=1')).body.errors[0].field).toBe('country');
    expect((await holidays('country=ES&region=QQ&from=2026&years=1')).body.errors[0].field).toBe('region');
    const { body } = await test.request('GET', '/holidays/countries');
    const spain = body.items.find(({ country }: { country: string }) => country === 'ES');
    expect(spain.regions).toContainEqual({ key: 'MD', name: 'Comunidad de Madrid' });
  });

  it('are added to a calendar once; what was put in by hand stays', async () => {
    await put('with_holidays', {
      ...madrid,
      days: [{ day: '2026-12-25', name: 'Half', hours: ['09:00-12:00'] }],
    });
    const add = () =>
      test.request('POST', '/calendars/with_holidays/holidays', {
        body: { country: 'ES', region: 'MD', from: 2026, years: 2 },
      });
    const first = await add();
    expect(first.body.kept).toBe(1);
    expect(first.body.added).toBeGreaterThan(15);
    expect((await add()).body).toEqual({ added: 0, kept: first.body.added + 1 });
    const { body } = await test.request('GET', '/configuration');
    const { days } = body.entries.find((entry: { key: string }) => entry.key === 'with_holidays').value;
    expect(days).toContainEqual({ day: '2026-12-25', name: 'Half', hours: ['09:00-12:00'] });
    const missing = await test.request('POST', '/calendars/nowhere/holidays', {
      body: { country: 'ES', from: 2026, years: 1 },
    });
    expect(missing.status).toBe(404);
  });
});
