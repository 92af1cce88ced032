import { beforeAll, expect, it } from 'vitest';
import { withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';

const install = useInstallations();
const browser = useChromium();
let url: string;
beforeAll(async () => {
  url = (await install().start(withAdministrator)).url;
});

it('the built console is sent packed to browsers that unpack it, and is the same then', async () => {
  const get = async (path: string, encoding: string) => {
    // `fetch` unpacks what it was sent
    const headers = { 'accept-encoding': encoding, accept: 'text/html,*/*' };
    const answer = await fetch(url + path, { headers });
    return { encoding: answer.headers.get('content-encoding'), content: await answer.text() };
  };
  const page = (await get('/login', 'identity')).content;
  const paths = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, path]) => path ?? '',
  );
  expect(paths.length).toBeGreaterThan(0);
  let packed = 0;
  for (const path of ['/login', ...paths]) {
    const plain = await get(path, 'identity');
    expect(plain.encoding).toBe(null);
    for (const encoding of ['br', 'gzip']) {
      const sent = await get(path, encoding);
      expect(sent.content, `${path} as ${encoding}`).toBe(plain.content);
      if (plain.content.length < 1_000) continue; // may be too small to become smaller
      expect(sent.encoding, path).toBe(encoding);
      packed += 1;
    }
  }
  expect(packed).toBeGreaterThan(2);
});

itInChromium(
  'the console can be installed, and keeps nothing of itself that an upgrade would make old',
  async () => {
    const context = await (await browser()).newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.goto(`${url}/login`);
    const devtools = await context.newCDPSession(page);
    const { data, errors } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data ?? '{}');
    for (const icon of manifest.icons) {
      const answer = await page.request.get(url + icon.src);
      expect([answer.status(), answer.headers()['content-type']], icon.src).toEqual([200, icon.type]);
    }
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    const kept = await page.evaluate<string[]>(`(async () => {
    const names = await caches.keys();
    const caches_ = await Promise.all(names.map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
  })()`);
    expect(kept).toEqual(['/offline.html']);
    for (const path of ['/', '/sw.js', '/login'])
      expect(
        (await page.request.get(url + path, { headers: { accept: 'text/html' } })).headers()['cache-control'],
      ).toBe('no-cache');
    await context.close();
  },
);

itInChromium(
  'what one has begun to write stays when the words of the component library come late',
  async () => {
    const context = await (await browser()).newContext({ locale: 'en', serviceWorkers: 'block' });
    const page = await context.newPage();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const words = /\/assets\/en_GB-.*\.js$/;
    await page.route(words, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${url}/login`, { waitUntil: 'commit' }); // the words are asked for before all is loaded
    const field = page.locator('input[autocomplete~="username"]');
    await field.fill('ada@example.com');
    const come = page.waitForResponse(words);
    release();
    const address = (await come).url();
    await page.evaluate(
      `import(${JSON.stringify(address)}).then(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))))`,
    );
    expect(await field.inputValue()).toBe('ada@example.com');
    await context.close();
  },
);
