/// <reference lib="dom" />
import { setTimeout as pause } from 'node:timers/promises';
import { colourIsThere, isLoaded, look } from './look.mjs';

/**
 * A tab in which one page after another is looked at.
 * @typedef {object} Tab
 * @property {(address: string) => Promise<void>} go within the console without loading it anew
 * @property {(size: { width: number, height: number }) => Promise<void>} resize
 * @property {(theme: 'light' | 'dark') => Promise<void>} show
 * @property {(patience: number) => Promise<boolean>} rest waits until nothing is under way and everything is shown; false
 *   when that does not happen within so many ms
 * @property {() => Promise<Buffer>} picture
 * @property {(namespaces: string[]) => Promise<string[]>} look
 * @property {() => string[]} errors what went wrong since they were last asked for
 */

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {boolean} stranger whether nobody is signed in: every page is then loaded by itself
 * @returns {Promise<Tab>}
 */
export async function openTab(context, stranger) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const { url } = message.location();
    // who is signed in is asked before one is; a page that is not there says so
    const expected = (stranger && url.includes('/api/v1/session')) || url === page.url();
    if (message.type() === 'error' && !expected) errors.push(`console error: ${message.text()} ${url}`);
  });
  const underWay = new Set();
  page.on('request', (request) => request.url().includes('/socket.io/') || underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  let loaded = false;
  let shown = '';
  let size = { width: 0, height: 0 };
  return {
    async go(address) {
      if (loaded && !stranger) await page.evaluate(goWithin, address);
      else await page.goto(address);
      loaded = true;
    },
    async resize(next) {
      size = next;
      // by the same session that takes the pictures: it puts back what it knows of
      const metrics = { ...size, deviceScaleFactor: 1, mobile: false };
      await devtools.send('Emulation.setDeviceMetricsOverride', metrics);
      await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
    },
    async show(theme) {
      if (theme !== shown) await page.emulateMedia({ colorScheme: theme });
      shown = theme;
      await page.evaluate(colourIsThere);
    },
    async rest(patience) {
      const deadline = Date.now() + patience;
      let quiet = 0; // looks in a row: what has just come may ask for more
      while (quiet < 3 && Date.now() < deadline) {
        quiet = underWay.size === 0 && (await page.evaluate(isLoaded)) ? quiet + 1 : 0;
        if (quiet === 0) await pause(20);
      }
      return quiet >= 3;
    },
    async picture() {
      const how = /** @type {const} */ ({ format: 'png', optimizeForSpeed: true });
      for (let tries = 0; tries < 100; tries++) {
        const { data } = await devtools.send('Page.captureScreenshot', how);
        const picture = Buffer.from(data, 'base64');
        if (isOfSize(picture, size)) return picture; // otherwise the window is still on its way from another size
      }
      throw new Error(`The window did not become ${size.width} × ${size.height}.`);
    },
    look: (namespaces) => page.evaluate(look, namespaces),
    errors: () => errors.splice(0),
  };
}

/** Whether a PNG has these measures: they stand in its first chunk. @param {Buffer} png @param {{ width: number, height: number }} size */
const isOfSize = (png, size) => png.readUInt32BE(16) === size.width && png.readUInt32BE(20) === size.height;

/** Leads the console to an address as its own links do; runs inside the page. @param {string} address */
function goWithin(address) {
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}
