import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findChromium } from '../lib/chromium.mjs';
import { inRoot } from '../lib/paths.mjs';
import { Plain, say, seconds } from '../lib/say.mjs';
import { fullDesk, openDesk, signedIn, unopenedDesk } from './desk.mjs';
import { colourIsThere, isLoaded, look } from './look.mjs';
import { fillIn, pages, routesWithoutPage } from './pages.mjs';
import { Report } from './report.mjs';

/**
 * @typedef {import('./options.mjs').Options} Options
 * @typedef {import('./options.mjs').Language} Language
 * @typedef {import('./desk.mjs').Desk} Desk
 * @typedef {{ name: string, address: string, as: 'first' | 'last' | 'nobody' }} Visit
 */
const { chromium } = /** @type {typeof import('playwright-core')} */ (
  createRequire(inRoot('e2e', 'package.json'))('playwright-core')
);
const patience = 30_000; // ms
const tabs = 2; // pages loaded side by side: each keeps about one core busy
const namespaces = [
  ...new Set(
    Object.keys(JSON.parse(readFileSync(inRoot('console', 'src', 'texts', 'en.json'), 'utf8'))).map(
      (key) => key.split('.')[0] ?? '',
    ),
  ),
];
/** what only an administrator may see */
const administrative = /^(settings|webhook|people|person|teams|units|first-steps)/;
const portal = { 'portal-form': '/form/contact', 'portal-no-link': '/t/nothing-of-the-kind' };

/**
 * Starts the product twice, with a sample department and with nobody, goes to every page, keeps a picture of each and
 * prints what is wrong on them.
 * @param {Options} options
 * @returns {Promise<number>} how many things are wrong
 */
export async function takeShots(options) {
  const chrome = findChromium();
  if ('missing' in chrome) throw new Plain(chrome.missing);
  const forgotten = routesWithoutPage();
  if (forgotten.length > 0)
    throw new Plain(`No page in e2e/support/pages.json leads to ${forgotten.join(', ')}: add one.`);
  mkdirSync(options.out, { recursive: true });
  const began = Date.now();
  const report = new Report(options.out);
  const browser = await chromium.launch({ executablePath: chrome.path });
  const newApi = async () => (await browser.newContext()).request;
  try {
    if (options.products.includes('full')) {
      const desk = await fullDesk(newApi);
      await visitAll(browser, options, report, 'full', desk, visitsOf(desk)).finally(desk.stop);
    }
    if (options.products.includes('empty')) {
      const unopened = await unopenedDesk();
      try {
        const setup = signedOut().filter(({ name }) => name === 'setup');
        await visitAll(browser, options, report, 'empty', unopened, setup);
        const desk = await openDesk(unopened, await newApi());
        await visitAll(browser, options, report, 'empty', desk, visitsOf(desk));
      } finally {
        await unopened.stop();
      }
    }
  } finally {
    await browser.close();
  }
  report.write();
  say(`${report.shots} pictures in ${seconds(began)}: ${join(options.out, 'index.html')}`);
  return report.print();
}

/** @param {Desk} desk @returns {Visit[]} */
function visitsOf(desk) {
  const inside = Object.entries(pages.signedIn).flatMap(([name, pattern]) => {
    const address = fillIn(pattern, desk.held);
    /** @type {Visit['as']} */
    const as = administrative.test(name) ? 'last' : 'first';
    return address === null ? [] : [{ name, address, as }];
  });
  return [...inside, ...signedOut().filter(({ name }) => name !== 'setup')];
}

/** @returns {Visit[]} */
const signedOut = () =>
  Object.entries({ ...pages.signedOut, ...portal }).map(([name, address]) => ({
    name,
    address,
    as: 'nobody',
  }));

/**
 * Goes to pages in every language, theme and size. What a person reads in is kept with the account, so one
 * language comes after the other.
 * @param {import('playwright-core').Browser} browser
 * @param {Options} options
 * @param {Report} report
 * @param {string} product
 * @param {Desk} desk
 * @param {Visit[]} all
 */
async function visitAll(browser, options, report, product, desk, all) {
  const visits = all.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  if (visits.length === 0) return;
  for (const language of options.languages) {
    say(`${product}, ${language}`);
    const newContext = () => browser.newContext({ locale: language });
    const contexts = { first: await newContext(), last: await newContext(), nobody: await newContext() };
    for (const [which, person] of /** @type {const} */ ([
      ['first', desk.people.at(0)],
      ['last', desk.people.at(-1)],
    ])) {
      if (!person) continue;
      const call = await signedIn(contexts[which].request, desk.url, person);
      await call('patch', '/me', { language });
    }
    const queue = [...visits];
    const work = async () => {
      for (let visit = queue.shift(); visit; visit = queue.shift()) {
        const { name, address, as } = visit;
        const suffix = as === 'nobody' ? `${address.includes('?') ? '&' : '?'}lang=${language}` : '';
        const page = await contexts[as].newPage();
        const label = { page: `${product}-${name}`, as, language };
        await visitOne(page, desk.url + address + suffix, options, report, label).finally(() => page.close());
      }
    };
    await Promise.all(Array.from({ length: tabs }, work));
    for (const context of Object.values(contexts)) await context.close();
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} address
 * @param {Options} options
 * @param {Report} report
 * @param {{ page: string, as: Visit['as'], language: Language }} label
 */
async function visitOne(page, address, options, report, label) {
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const { url } = message.location();
    // who is signed in is asked before one is; a page that is not there says so
    const expected = (label.as === 'nobody' && url.includes('/api/v1/session')) || url === page.url();
    if (message.type() === 'error' && !expected) errors.push(`console error: ${message.text()} ${url}`);
  });
  const rest = atRest(page);
  const { page: name, language } = label;
  const [firstSize] = options.sizes;
  if (firstSize) await page.setViewportSize(firstSize);
  await page.goto(address);
  for (const { width, height } of options.sizes) {
    await page.setViewportSize({ width, height });
    if (!(await rest())) errors.push(`did not come to rest within ${patience / 1000} s`);
    const size = `${width}x${height}`;
    for (const theme of options.themes) {
      await page.emulateMedia({ colorScheme: theme });
      await page.evaluate(colourIsThere);
      const file = `${name}-${language}-${theme}-${size}.png`;
      await page.screenshot({ path: join(options.out, file), animations: 'disabled' });
      const found = await page.evaluate(look, namespaces);
      report.add({ page: name, language, theme, size, file, problems: [...errors.splice(0), ...found] });
    }
  }
}

/**
 * Watches what a page asks for. Gives a function that waits until nothing is under way and everything is shown; false when
 * that does not happen.
 * @param {import('playwright-core').Page} page
 * @returns {() => Promise<boolean>}
 */
function atRest(page) {
  const underWay = new Set();
  page.on('request', (request) => request.url().includes('/socket.io/') || underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  return async () => {
    const deadline = Date.now() + patience;
    let quiet = 0; // looks in a row: what has just come may ask for more
    while (quiet < 3 && Date.now() < deadline) {
      quiet = underWay.size === 0 && (await page.evaluate(isLoaded)) ? quiet + 1 : 0;
      await pause(40);
    }
    return quiet >= 3;
  };
}
