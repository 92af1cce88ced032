import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Call } from '@shouwen/api';
import { beforeAll, expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look, signedIn } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();

let url: string;
let call: Call;
let key: string;

beforeAll(async () => {
  const here = install();
  url = (await here.start({ ...withAdministrator, SHOUWEN_SMTP_IN_PORT: '0' })).url;
  ({ call, key } = await clientFor(here, url));
});

const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAHgAAAA8CAIAAAAiz+n/AAAAlUlEQVR42u3ZsQkAIBADwJ/OwZzJcdzA2t4NHit58CBtmiuTmGsnaX0k0b3vBizQoEGDBg0aFmjQoEGXhcbxpgsaNGjQoEGDhgUaNGjQdaFx2DpAgwYNGjQs0KBBgwbtM8Rh6wANGjRo0LBAgwYNGrTPEIetAzRo0KBBwwINGjRo0D5DHLYO0KBBgwYNCzRo0KBBf9s9cfpW9iypygoAAAAASUVORK5CYII=';

/** Takes in a mail as another server would hand it over. Gives the number of its ticket. */
async function arrive(raw: string | Buffer, subject: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/mail/inbound?to=help@shouwen.example`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'message/rfc822' },
    body: raw,
  });
  expect(answer.status).toBeLessThan(300);
  const { items } = await call('listTickets', { query: { limit: 50 } });
  const ticket = items.find((item) => item.subject === subject);
  if (!ticket) throw new Error(`no ticket is called ${subject}`);
  return ticket.number;
}

const dressed = [
  'From: Ana Ruiz <ana.ruiz@example.com>',
  'To: help@shouwen.example',
  'Subject: A dressed mail',
  'Message-ID: <dressed@example.com>',
  'Date: Mon, 23 Nov 2026 10:02:11 +0800',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<style>body, .message { display: none }</style><script>document.title = "run"</script>',
  '<p style="position:fixed;top:0;left:0">The <b>valve</b> leaks:</p><img src="cid:valve@x" alt="Valve" onerror="document.title=1">',
  '<table border="1"><tr><th style="background:#ffe0b0">Floor</th><td>3</td></tr></table>',
  '<p><img src="https://pictures.example/logo.png" alt="Logo" width="60" height="30"></p>',
  '<div class="gmail_signature">-- <br>Ana Ruiz</div>',
  '<div class="gmail_quote">On Mon, Nov 23, 2026 Help &lt;help@shouwen.example&gt; wrote:<blockquote>Which valve?</blockquote></div>',
  '--b',
  'Content-Type: image/png; name="valve.png"',
  'Content-ID: <valve@x>',
  'Content-Transfer-Encoding: base64',
  '',
  picture,
  '--b--',
].join('\r\n');

itInChromium(
  'shows a mail in its own dress, runs nothing, fetches nothing from outside until asked, and folds what is quoted',
  async () => {
    const number = await arrive(dressed, 'A dressed mail');
    const { context, page } = await signedIn(await browser(), url);
    const asked: string[] = [];
    await context.route('https://pictures.example/**', async (route) => {
      asked.push(route.request().url());
      await route.fulfill({ contentType: 'image/png', body: Buffer.from(picture, 'base64') });
    });
    await page.goto(`${url}/tickets/${number}`);
    const message = page.locator('.message-incoming');
    await message.getByText('valve', { exact: true }).waitFor();
    const inside = message.getByRole('img', { name: 'Valve' });
    await until('the picture that came with it is seen', () =>
      inside.evaluate((image) => 'naturalWidth' in image && image.naturalWidth === 120),
    );
    expect(await page.title()).not.toBe('run');
    expect(await message.getByText('Which valve?').count()).toBe(0);
    expect(await message.getByText('Floor').isVisible()).toBe(true);
    const box = await message.locator('.mail-box').first().boundingBox();
    const words = await message.getByText('valve', { exact: true }).boundingBox();
    expect(words && box && words.y >= box.y, 'the words stay in their box').toBe(true);
    expect(asked).toEqual([]);
    await look(page, 'mail-dressed');

    await message.getByRole('button', { name: 'Show remote images' }).click();
    await until('the remote image was fetched', async () => asked.length > 0);
    await message.getByRole('button', { name: 'Quoted text' }).click();
    await message.getByText('Which valve?').waitFor();
    await look(page, 'mail-dressed-open');
    await context.close();
  },
);

itInChromium('shows the new words of a plain mail, with what it quotes folded below', async () => {
  const path = fileURLToPath(new URL('../packages/mail/corpus/reply-qq-mail.eml', import.meta.url));
  const number = await arrive(readFileSync(path), '回复：[#17] Pump');
  const { context, page } = await signedIn(await browser(), url, { locale: 'zh-CN', colorScheme: 'dark' });
  await page.goto(`${url}/tickets/${number}`);
  const message = page.locator('.message-incoming');
  await message.getByText('好的，已经修好了。').waitFor();
  expect(await message.getByText('原始邮件').count()).toBe(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await message.getByText('好的，已经修好了。').waitFor();
  await look(page, 'mail-plain-zh');
  await context.close();
});
