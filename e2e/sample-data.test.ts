import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look, signedIn } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();

itInChromium(
  'sample data is added with one press and removed with another, which says what goes with it',
  async () => {
    const here = install();
    const { url } = await here.start(withAdministrator);
    const { call } = await clientFor(here, url);
    const { context, page } = await signedIn(await browser(), url);

    // a new installation shows the way
    await page.goto(`${url}/inbox/all`);
    await page.getByRole('button', { name: 'First steps' }).click();
    await page.getByRole('button', { name: 'Add sample data' }).click();
    await page.getByText('It counts in lists and figures until you remove it.').waitFor();
    await look(page, 'sample-data');
    await page.getByRole('link', { name: 'Look at the tickets' }).click();
    await page.locator('.ticket-row').first().waitFor();

    // a list of it is taken out
    await page.goto(`${url}/customers`);
    await page.getByRole('button', { name: 'Take the list out as a file' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export as CSV' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('(sample)');

    // somebody real works on it, and customers are noted about in place
    const [ticket] = (await call('listTickets', { query: { limit: 1 } })).items;
    const number = ticket?.number ?? 0;
    await call('addMessage', { params: { number }, body: { kind: 'note', body: 'By hand.' } });
    await page.goto(`${url}/customers/${ticket?.customer.id}`);
    await page
      .getByRole('button', { name: 'Change the notes' })
      .or(page.getByRole('button', { name: 'Write something down' }))
      .click();
    await page.getByRole('textbox', { name: 'Notes' }).fill('Prefers the evening.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Prefers the evening.').first().waitFor();
    const history = page.getByRole('listitem').filter({ hasText: 'Changed' });
    await history.filter({ hasText: 'Prefers the evening.' }).first().waitFor();
    await look(page, 'customer-notes');

    await page.goto(`${url}/first-steps`);
    await page.getByRole('button', { name: 'Remove sample data' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`#${number} ${ticket?.subject}`).waitFor();
    await look(page, 'sample-data-remove');
    await dialog.getByRole('button', { name: 'Remove for good' }).click();
    await page.getByRole('button', { name: 'Add sample data' }).waitFor();
    await until('nothing is left', async () => (await call('listTickets', { query: {} })).items.length === 0);
    expect((await call('listUsers', { query: { state: 'all' } })).items).toHaveLength(1);
    await context.close();
    const { code, stdout } = await here.cli(['verify']);
    expect(code, stdout).toBe(0);
  },
);
