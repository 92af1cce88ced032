import { chromium, type Locator, type Page } from 'playwright-core';
import { findChromium } from '../scripts/lib/chromium.mjs';
import type { Composition } from '../server/src/compose.ts';
import { sessionCookie } from '../server/src/people/authenticate.ts';
import { beginSession } from '../server/src/people/sessions.ts';
import { share } from './measure.ts';
import type { Yard } from './scenarios.ts';

/** How long after a key, a click or a choice its result stands on the screen, in ms, as the page itself sees it. */
export interface Shown {
  what: string;
  times: number;
  p50: number;
  p95: number;
  p99: number;
}

/** What one person at work sees of the product. */
export interface Screen {
  shown: Shown[];
  /** page, program and styles from the log-in page to a usable list, in kB as they come over the line */
  firstLoadKb: number;
  /** the same for a browser that takes gzip alone */
  firstLoadGzipKb: number;
}

const tickets = 100; // how often each thing is done; each ticket once: what is there already was fetched ahead
const open = '.ticket-pane .message';
/** between these a ticket goes back and forth: key and category */
const stations = { open: 'open', waiting: 'waiting_for_customer', on_hold: 'on_hold' };

/**
 * One person at work in Chromium: from ticket to ticket by `j`, opening from the list, setting the status, filtering the list.
 * The moment is that of the first frame after which the result can be seen. Throws when this machine has no Chromium.
 */
export async function measureBrowser(composition: Composition, url: string, yard: Yard): Promise<Screen> {
  const found = findChromium();
  if ('missing' in found) throw new Error(found.missing);
  const browser = await chromium.launch({ executablePath: found.path, headless: true });
  try {
    const token = await sessionOf(composition, yard.world.agent);
    const window = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const page = await window.newPage();
    const before = await loaded(page, url, 'form');
    await window.addCookies([{ name: sessionCookie, value: token, url }]);
    const after = await loaded(page, `${url}/inbox/all`, '.ticket-row');
    const files = { ...before, ...after };
    return {
      shown: [
        await byKey(page, url),
        await fromList(page, url),
        await status(page, url),
        await filters(page, url),
      ],
      firstLoadKb: sum(Object.values(files)) / 1000,
      firstLoadGzipKb: sum(await Promise.all(Object.keys(files).map(gzipSize))) / 1000,
    };
  } finally {
    await browser.close();
  }
}

const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);

async function gzipSize(address: string): Promise<number> {
  const headers = { 'accept-encoding': 'gzip', accept: 'text/html,*/*' };
  return Number((await fetch(address, { method: 'HEAD', headers })).headers.get('content-length'));
}

async function sessionOf({ app, systemContext }: Composition, userId: string): Promise<string> {
  const context = await systemContext();
  const { token } = await app.db
    .transaction()
    .execute((tx) => beginSession(tx, context, userId, { userAgent: 'bench', address: '127.0.0.1' }));
  return token;
}

/** Opens a page until this stands on it. Gives what was fetched for it beside data, in bytes by address. */
async function loaded(page: Page, address: string, until: string): Promise<Record<string, number>> {
  await page.goto(address);
  await page.locator(until).first().waitFor();
  return page.evaluate(`Object.fromEntries(
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .filter(({ name }) => !name.includes('/api/') && !name.includes('/socket.io/'))
      .map(({ name, encodedBodySize }) => [name, encodedBodySize]))`);
}

/**
 * Does something, and waits in the page until `shown` holds: an expression over the document. From the first input after the call
 * to the frame after that.
 */
async function timed(page: Page, act: () => Promise<unknown>, shown: string): Promise<number> {
  await page.evaluate(`void (window.shown = ${watchingFor(shown)})`);
  await act();
  return page.evaluate<number>('window.shown');
}

/** What runs in the page; it is text, for nothing here knows the types of a browser. */
const watchingFor = (shown: string) => `new Promise((resolve, reject) => {
  let began = null;
  const begin = (event) => { began ??= event.timeStamp; };
  const inputs = ['keydown', 'mousedown', 'change'];
  for (const input of inputs) addEventListener(input, begin, { capture: true });
  const end = performance.now() + 10_000;
  const look = () => {
    if (began !== null && (${shown})) {
      for (const input of inputs) removeEventListener(input, begin, { capture: true });
      // painted: the frame with it is over
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    } else if (performance.now() > end) reject(new Error('not shown: ' + ${JSON.stringify(shown)}));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

const has = (selector: string) => `document.querySelector(${JSON.stringify(selector)}) !== null`;
const ticketShown = (number: number) =>
  `${has(open)} && document.querySelector('.ticket-facts .num')?.textContent === '#${number}'`;

async function list(page: Page, address: string): Promise<number[]> {
  await page.goto(address);
  await page.locator('.ticket-row').first().waitFor();
  await page.waitForTimeout(1_000); // what comes after the first sight is over
  return numbersShown(page);
}

const numbersShown = (page: Page) =>
  page
    .locator('.ticket-row')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-number'))));

/** The row after the one that is open; the list fetches more by itself. */
async function next(page: Page): Promise<number> {
  const shown = await numbersShown(page);
  const at = await page.locator('.ticket-row.here').getAttribute('data-number');
  return shown[shown.indexOf(Number(at)) + 1] ?? 0;
}

async function byKey(page: Page, url: string): Promise<Shown> {
  const [first = 0] = await list(page, `${url}/inbox/all`);
  await page.locator(`.ticket-row[data-number="${first}"] a`).click();
  await page.locator(open).first().waitFor();
  const times: number[] = [];
  for (let time = 0; time < tickets; time++) {
    await page.waitForTimeout(300); // somebody reads
    const number = await next(page);
    times.push(await timed(page, () => page.keyboard.press('j'), ticketShown(number)));
  }
  return summary('next ticket', times);
}

async function fromList(page: Page, url: string): Promise<Shown> {
  await list(page, `${url}/inbox/unfinished`);
  const times: number[] = [];
  for (let time = 0; time < tickets; time++) {
    await page.keyboard.press('j');
    await page.waitForTimeout(300);
    const number = Number(await page.locator('.ticket-row.here').getAttribute('data-number'));
    times.push(await timed(page, () => page.keyboard.press('Enter'), ticketShown(number)));
    await page.keyboard.press('Escape');
    await page.locator('.ticket-pane').waitFor({ state: 'detached' });
  }
  return summary('open ticket', times);
}

async function status(page: Page, url: string): Promise<Shown> {
  const [first = 0] = await list(page, `${url}/inbox/unfinished`);
  await page.locator(`.ticket-row[data-number="${first}"] a`).click();
  await page.locator(open).first().waitFor();
  const times: number[] = [];
  for (let time = 0; time < tickets; time++) {
    const select = page.locator('#ticket-status');
    await page.locator('#ticket-status:enabled').waitFor();
    const now = await select.inputValue();
    const others = Object.entries(stations).filter(([key]) => key !== now);
    const [wanted = '', category = ''] = others[time % others.length] ?? [];
    times.push(
      await timed(
        page,
        () => select.selectOption(wanted),
        `document.querySelector('#ticket-status')?.value === '${wanted}' && ${has(`.status-select.status-${category}`)}`,
      ),
    );
    await page.waitForTimeout(300);
  }
  return summary('set status', times);
}

async function filters(page: Page, url: string): Promise<Shown> {
  const times: number[] = [];
  const settled = `${fetched} && document.querySelector('.list-head [role=status]')?.textContent === '' && !(${has('.list-bones')})`;
  const choose = async (box: Locator, index: number) => {
    await page.waitForTimeout(300);
    await page.evaluate('performance.clearResourceTimings()');
    return timed(page, () => box.selectOption({ index }), settled);
  };
  while (times.length < tickets) {
    await list(page, `${url}/inbox/all`); // the cache begins anew
    const boxes = page.locator('.list-filters select');
    const teams = await boxes.nth(1).locator('option').count();
    const choices = await boxes.nth(0).locator('option').count();
    let status = 0; // stays while the team changes: what was shown before would come from the cache
    for (let team = 1; team < Math.min(teams, 4); team++) {
      times.push(await choose(boxes.nth(1), team));
      const others = Array.from({ length: choices }, (_, index) => index).filter((index) => index !== status);
      for (status of others) times.push(await choose(boxes.nth(0), status));
    }
  }
  return summary('apply filter', times);
}

/** A list has been fetched since the last choice. */
const fetched = `performance.getEntriesByType('resource').some(({ name }) => name.includes('/api/v1/tickets?'))`;

function summary(what: string, times: number[]): Shown {
  const at = share(times);
  return { what, times: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
