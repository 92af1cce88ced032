import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findChromium } from '../lib/chromium.mjs';
import { inRoot } from '../lib/paths.mjs';
import { Plain, say, seconds } from '../lib/say.mjs';
import { fullDesk, openDesk, signedIn, unopenedDesk } from './desk.mjs';
import { fillIn, pages, routesWithoutPage } from './pages.mjs';
import { Report } from './report.mjs';
import { openTab } from './tab.mjs';

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
  const inside = Object.entries({ ...pages.signedIn, ...pages.parts }).flatMap(([name, pattern]) => {
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
    const newContext = () =>
      browser.newContext({ locale: language, reducedMotion: 'reduce', viewport: null });
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
      /** @type {Partial<Record<Visit['as'], import('./tab.mjs').Tab>>} */
      const open = {};
      for (let visit = queue.shift(); visit; visit = queue.shift()) {
        const { name, address, as } = visit;
        const suffix = as === 'nobody' ? `${address.includes('?') ? '&' : '?'}lang=${language}` : '';
        open[as] ??= await openTab(contexts[as], as === 'nobody');
        await visitOne(open[as], desk.url + address + suffix, options, report, {
          page: `${product}-${name}`,
          language,
        });
      }
    };
    await Promise.all(Array.from({ length: tabs }, work));
    for (const context of Object.values(contexts)) await context.close();
  }
}

/**
 * @param {import('./tab.mjs').Tab} tab
 * @param {string} address
 * @param {Options} options
 * @param {Report} report
 * @param {{ page: string, language: Language }} label
 */
async function visitOne(tab, address, options, report, label) {
  const { page: name, language } = label;
  const themes = [...options.themes];
  const [firstSize] = options.sizes;
  if (firstSize) await tab.resize(firstSize);
  await tab.go(address);
  for (const dimensions of options.sizes) {
    await tab.resize(dimensions);
    const rested = await tab.rest(patience);
    const problems = rested ? [] : [`did not come to rest within ${patience / 1000} s`];
    const size = `${dimensions.width}x${dimensions.height}`;
    for (const theme of themes) {
      await tab.show(theme);
      const file = `${name}-${language}-${theme}-${size}.png`;
      writeFileSync(join(options.out, file), await tab.picture());
      const found = await tab.look(namespaces);
      report.add({
        page: name,
        language,
        theme,
        size,
        file,
        problems: [...problems, ...tab.errors(), ...found],
      });
    }
    themes.reverse(); // the next size begins with the theme that is shown: drawing another is what takes longest
  }
}
