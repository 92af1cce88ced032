import type { Call } from '@shouwen/api';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { administrator, useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look, signedIn } from './support/window.ts';
import { portalWords, wordsOf } from './support/words.ts';

/*
 * What people do all day, in each of the three languages: every button is found by the words that a reader of the
 * language sees. One installation for all of it.
 */
const install = useInstallations();
const browser = useChromium();
const rob = { email: 'rob@example.com', password: 'another long pass phrase' };
const phone = { width: 390, height: 844 };

let url: string;
let call: Call;
let asRob: Call;

beforeAll(async () => {
  const here = install();
  url = (await here.start(withAdministrator)).url;
  ({ call } = await clientFor(here, url));
  const [unit] = (await call('listUnits', {})).items;
  const unit_id = unit?.id ?? '';
  const name = { en: 'Repairs', zh: '维修组', es: 'Reparaciones' };
  const team = await call('createTeam', { body: { name, unit_id } });
  const { id } = await call('createUser', {
    body: {
      email: rob.email,
      name: 'Rob Repair',
      team_ids: [team.id],
      roles: [{ role: 'team_lead', unit_id }],
    },
  });
  const link = await call('resetLink', { params: { id } });
  const token = link.url.split('/').at(-1) ?? '';
  await call('resetPassword', { params: { token }, body: { password: rob.password } });
  ({ call: asRob } = await clientFor(here, url, rob.email));
  await call('putConfigEntry', {
    params: { section: 'settings', key: 'undo_send_seconds' },
    body: { value: { value: 0 } },
  });
});

const cases = {
  en: {
    team: 'Repairs',
    caller: 'Tom Hill 555 010 2030',
    name: 'Tom Hill',
    tag: 'heating',
    resolved: 'Resolved',
  },
  zh: { team: '维修组', caller: '王伟 138 0000 1111', name: '王伟', tag: '供暖', resolved: '已解决' },
  es: {
    team: 'Reparaciones',
    caller: 'Ana Ruiz 600 11 22 33',
    name: 'Ana Ruiz',
    tag: 'calefacción',
    resolved: 'Resuelto',
  },
} as const;

describe.each(['en', 'zh', 'es'] as const)('in the language %s', (language) => {
  const t = wordsOf(language);
  const words = cases[language];
  const portal = portalWords[language];
  const as = async (person: typeof rob, viewport = { width: 1280, height: 800 }) => {
    await (person === rob ? asRob : call)('changeMe', { body: { language } });
    return signedIn(await browser(), url, { person, viewport, locale: language });
  };
  const opened = async (subject: string, more: { tags?: string[] } = {}) =>
    (await call('openTicket', { body: { subject, body: subject, customer: { name: words.name }, ...more } }))
      .number;
  const ticket = (number: number) => call('getTicket', { params: { number } });
  const replyBox = (page: Page) => page.getByRole('textbox', { name: t('composer.reply') });

  async function resolveWith(page: Page, text: string): Promise<void> {
    await replyBox(page).fill(text);
    await page.getByRole('button', { name: t('composer.send_and_set') }).click();
    await page.getByRole('menuitem', { name: words.resolved, exact: true }).click();
    await page.locator('.conversation').getByText(text).waitFor();
  }

  /** Writes down a call; gives the number of its ticket. */
  async function phoneNote(page: Page, text: string): Promise<number> {
    await page.goto(`${url}/phone-note`);
    await page.getByLabel(t('phone_note.caller')).fill(words.caller);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel(t('new.text')).fill(text);
    await page.getByRole('button', { name: t('phone_note.save'), exact: true }).click();
    await page.waitForURL(/\/tickets\/\d+$/);
    return Number(page.url().split('/').pop());
  }

  itInChromium(
    'a phone note is transferred, answered, resolved, refused by the customer, back at its first-contact owner, and confirmed',
    async () => {
      const { context, page } = await as(administrator);
      const number = await phoneNote(page, `${words.tag} 1`);
      expect((await ticket(number)).first_contact_owner?.name).toBe((await call('me', {})).user.name);
      const owner = (await ticket(number)).first_contact_owner?.id;
      await page.getByRole('button', { name: t('ticket.transfer'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: t('field.team') }).click();
      await page.locator('.ant-select-item-option').filter({ hasText: words.team }).click();
      await dialog.getByLabel(t('transfer.reason')).fill(words.tag);
      await dialog.getByRole('button', { name: t('ticket.transfer'), exact: true }).click();
      await dialog.waitFor({ state: 'detached' });

      const { context: workshop, page: bench } = await as(rob);
      await bench.goto(`${url}/tickets/${number}`);
      await bench.getByRole('button', { name: t('ticket.take'), exact: true }).click();
      await replyBox(bench).fill('1 / 2');
      await bench.getByRole('button', { name: t('composer.send_reply'), exact: true }).click();
      await bench.locator('.conversation').getByText('1 / 2').waitFor();
      await resolveWith(bench, '2 / 2');
      await until('it is solved', async () => (await ticket(number)).status_category === 'resolved');
      await look(bench, `resolved-${language}`);

      const link = await call('customerLink', { params: { number }, body: {} });
      const visitor = await (await browser()).newContext({ viewport: phone, locale: language });
      const form = await visitor.newPage();
      await form.goto(url + new URL(link.url).pathname);
      await form.getByLabel(portal.ticket.comment).fill('2 + 2 = 5');
      await form.getByRole('button', { name: portal.ticket.refuse }).click();
      await form.getByText(portal.ticket.refused).waitFor();
      const back = await ticket(number);
      expect(back).toMatchObject({ status_category: 'open', assignee: { id: owner } });
      expect(back.first_contact_owner?.id).toBe(owner);

      // who recorded it sees the refusal without a reload, and solves it
      await page.locator('.conversation').getByText('2 + 2 = 5').waitFor();
      await resolveWith(page, '2 + 2 = 4');
      await until('it is solved', async () => (await ticket(number)).status_category === 'resolved');
      await form.reload();
      await form.getByRole('button', { name: portal.ticket.confirm }).click();
      await form.getByText(portal.ticket.confirmed).waitFor();
      expect((await ticket(number)).status_category).toBe('closed');
      for (const one of [context, workshop, visitor]) await one.close();
    },
    120_000,
  );

  itInChromium(
    'two agents in one ticket see each other, keep their drafts, and nobody talks past the other',
    async () => {
      const number = await opened(`${words.tag} 2`);
      const [{ context, page }, { context: other, page: theirs }] = [await as(administrator), await as(rob)];
      for (const one of [page, theirs]) {
        await one.goto(`${url}/tickets/${number}`);
        await replyBox(one).waitFor();
      }
      await replyBox(page).click();
      await page.keyboard.type('A');
      await page.getByText(t('composer.draft_saved')).waitFor();
      const me = (await call('me', {})).user.name;
      await theirs
        .getByText(t('ticket.typing', { names: me }))
        .first()
        .waitFor();
      await replyBox(theirs).fill('B');
      await theirs.getByText(t('composer.draft_saved')).waitFor();
      expect(await replyBox(page).innerText(), 'each has a draft of their own').toBe('A');

      // the colleague's answer does not reach this window in time: the server holds back what would talk past it
      const late = `**/api/v1/tickets/${number}`;
      await context.route(late, (route) => route.abort());
      await theirs.getByRole('button', { name: t('composer.send_reply'), exact: true }).click();
      await until('it is sent', async () => (await ticket(number)).messages.some(({ body }) => body === 'B'));
      await page.getByRole('button', { name: t('composer.send_reply'), exact: true }).click();
      const warning = page.getByRole('alert').filter({ hasText: t('composer.newer', { count: 1 }) });
      await warning.getByText('B', { exact: true }).waitFor();
      await context.unroute(late);
      expect(await replyBox(page).innerText(), 'the draft stays').toBe('A');
      await look(page, `overtaken-${language}`);
      await warning.getByRole('button', { name: t('composer.send_anyway') }).click();
      await until('both are sent', async () => {
        const bodies = (await ticket(number)).messages.map(({ body }) => body);
        return bodies.includes('A') && bodies.includes('B');
      });
      await context.close();
      await other.close();
    },
  );

  itInChromium('a view is built and shared, and a bulk change on it is undone', async () => {
    for (const n of [3, 4]) await opened(`${words.tag} ${n}`, { tags: [words.tag] });
    const { context, page } = await as(administrator);
    await page.goto(`${url}/views/new`);
    await page.getByLabel(t('settings.name'), { exact: true }).fill(`V ${words.tag}`);
    await page.getByRole('button', { name: t('builder.add'), exact: true }).click();
    await page
      .getByRole('combobox', { name: t('builder.field'), exact: true })
      .last()
      .click();
    await page.keyboard.type(t('asked.tags'));
    await page.keyboard.press('Enter');
    await page.getByLabel(t('builder.value_of', { field: t('asked.tags') })).fill(words.tag);
    await page
      .getByRole('region', { name: t('builder.preview') })
      .getByText(t('builder.count', { count: 2 }), { exact: true })
      .waitFor();
    await page.getByText(t('scope.all'), { exact: true }).click();
    await page.getByRole('button', { name: t('builder.create') }).click();
    await page.waitForURL(/\/inbox\//);

    const { context: other, page: theirs } = await as(rob);
    await theirs.goto(url);
    await theirs.getByRole('link', { name: `V ${words.tag}` }).click();
    await theirs.getByText(`${words.tag} 3`).first().waitFor();

    const rows = page.locator('.ticket-row input[type=checkbox]');
    await until('both are listed', async () => (await rows.count()) === 2);
    for (const row of await rows.all()) await row.check();
    await page
      .getByRole('toolbar')
      .getByRole('button', { name: t('ticket.status') })
      .click();
    await page.getByRole('menuitem', { name: words.resolved, exact: true }).click();
    const states = async () =>
      (await call('listTickets', { query: { tag: words.tag } })).items.map((one) => one.status_category);
    await until('both are resolved', async () => (await states()).every((one) => one === 'resolved'));
    await page.getByRole('button', { name: t('common.undo') }).click();
    await until('both are as before', async () => (await states()).every((one) => one === 'new'));
    await page.getByText(t('bulk.undone', { count: 2 })).waitFor();
    await context.close();
    await other.close();
  });

  itInChromium('an import shows what is wrong, row by row, and takes the rest', async () => {
    const { context, page } = await as(administrator);
    await page.goto(`${url}/customers/import`);
    const mark = `${language}-import`;
    const rows = [
      [t('field.name'), t('auth.email'), 'X'],
      [`${mark} 1`, `${mark}-1@example.com`, ''],
      [`${mark} 2`, 'nobody at all', ''],
      [`${mark} 3`, 'nobody either', ''],
      [`${mark} 4`, `${mark}-4@example.com`, ''],
    ];
    await page.locator('input[type=file]').setInputFiles({
      name: `${mark}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.map((row) => row.join(',')).join('\r\n')),
    });
    const errors = page.getByRole('table').filter({ hasText: t('import.what') });
    await errors.getByRole('row').nth(2).waitFor();
    expect(await errors.getByRole('row').count(), 'a heading and two errors').toBe(3);
    await look(page, `import-errors-${language}`);
    const found = async () => (await call('listCustomers', { query: { q: mark } })).items.length;
    expect(await found(), 'a dry run changes nothing').toBe(0);
    await page.getByRole('button', { name: t('import.do', { count: 2 }) }).click();
    await page.getByRole('link', { name: t('import.show') }).waitFor();
    expect(await found()).toBe(2);
    await context.close();
  });

  itInChromium('on a phone one triages, answers, writes down a call and sees what one owes', async () => {
    const number = await opened(`${words.tag} 5`);
    const { context, page } = await as(administrator, phone);
    const fits = async () =>
      expect(await page.evaluate<number>('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(
        phone.width,
      );
    await page.goto(`${url}/inbox/unassigned`);
    await page
      .locator('.ticket-row')
      .filter({ hasText: `${words.tag} 5` })
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('button', { name: t('ticket.take'), exact: true }).click();
    await until('it is taken', async () => (await ticket(number)).assignee !== null);
    await fits();
    await look(page, `phone-triage-${language}`);
    await replyBox(page).fill('C');
    await page.getByRole('button', { name: t('composer.send_reply'), exact: true }).click();
    await page.locator('.conversation').getByText('C', { exact: true }).waitFor();

    const noted = await phoneNote(page, `${words.tag} 6`);
    await fits();
    expect((await ticket(noted)).channel).toBe('phone');

    await page.goto(`${url}/inbox/mine`);
    await page
      .getByRole('navigation', { name: t('nav.label') })
      .getByRole('link', { name: t('nav.duties_short') })
      .click();
    await page
      .locator('[data-duty]')
      .filter({ hasText: `${words.tag} 6` })
      .first()
      .waitFor();
    await fits();
    await look(page, `phone-duties-${language}`);
    await context.close();
  });
});
