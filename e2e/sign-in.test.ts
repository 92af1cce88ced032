import type { Call, Language } from '@shouwen/api';
import { generateSync } from 'otplib';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import {
  type IdentityProvider,
  startIdentityProvider,
} from '../server/src/sign-in/testing/identity-provider.ts';
import { clientFor, withAdministrator } from './support/api.ts';
import { violationsOf } from './support/axe.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { wordsOf } from './support/words.ts';

const install = useInstallations();
const browser = useChromium();
/** under a name: browsers keep no passkeys for an IP address */
let url: string;
/** the address that the server takes for its public one */
let numbered: string;
let call: Call;
let invite: (email: string, language: Language) => Promise<void>;
/** where people of the house have their accounts */
let house: IdentityProvider;
let demand: (value: string) => Promise<unknown>;
const password = 'another long pass phrase';

beforeAll(async () => {
  const here = install();
  const server = await here.start({ ...withAdministrator, SHOUWEN_OIDC_ALLOW: '127.0.0.0/8' });
  numbered = server.url;
  url = server.url.replace('127.0.0.1', 'localhost');
  ({ call } = await clientFor(here, server.url));
  demand = (value) =>
    call('putConfigEntry', {
      params: { section: 'settings', key: 'second_factor' },
      body: { value: { value } },
    });
  invite = async (email, language) => {
    const { id } = await call('createUser', { body: { email, name: email, language } });
    const link = await call('resetLink', { params: { id } });
    await call('resetPassword', { params: { token: link.url.split('/').at(-1) ?? '' }, body: { password } });
  };
  house = await startIdentityProvider(`${numbered}/login/provider`);
  await call('createSignInProvider', { body: { name: 'Casa', issuer: house.issuer, ...house.client } });
});
afterAll(() => house.close());

async function window(locale: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await (await browser()).newContext({ locale, viewport: { width: 1280, height: 800 } });
  return { context, page: await context.newPage() };
}
async function typePassword(page: Page, email: string): Promise<void> {
  await page.goto(`${url}/login`);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('form button[type=submit]').click();
}
async function expectSignedIn(page: Page): Promise<void> {
  await page.waitForURL(/\/inbox/);
  await page.locator('nav').first().waitFor();
}
/** The key as it can be typed into the app by hand. */
const secretOn = async (page: Page) => (await page.locator('code').innerText()).replace(/\s/g, '');

/** The code of a secret; `steps` half minutes from now. A code is good once, and a step early or late. */
const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * steps });

describe.each(['en', 'zh', 'es'] as const)('signing in, in the language %s,', (language) => {
  const t = wordsOf(language);
  const press = (page: Page, key: string) => page.getByRole('button', { name: t(key), exact: true }).click();

  itInChromium('takes an authenticator app that was set up, then a recovery code', async () => {
    const email = `totp-${language}@example.com`;
    await invite(email, language);
    const { context, page } = await window(language);
    await typePassword(page, email);
    await expectSignedIn(page);
    await page.goto(`${url}/account/security`);
    await press(page, 'account.set_up_totp');
    const secret = await secretOn(page);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('textbox', { name: t('auth.code') }).fill(codeOf(secret));
    await press(page, 'account.finish');
    await page.locator('.recovery-codes li').first().waitFor();
    const codes = await page.locator('.recovery-codes li').allInnerTexts();
    expect(codes).toHaveLength(10);
    await press(page, 'account.codes_kept');
    await page.getByText(t('account.codes_left', { count: 10 })).waitFor();

    await context.clearCookies();
    await typePassword(page, email);
    await page.getByRole('heading', { name: t('auth.second_step') }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('textbox', { name: t('auth.code') }).fill(codeOf(secret, 1));
    await press(page, 'auth.sign_in');
    await expectSignedIn(page);

    await context.clearCookies();
    await typePassword(page, email);
    await press(page, 'auth.use_recovery_code');
    await page.getByRole('textbox', { name: t('auth.recovery_code') }).fill(codes[0] ?? '');
    await press(page, 'auth.sign_in');
    await expectSignedIn(page);
    await context.close();
  });

  itInChromium('takes a passkey without a password, and after it', async () => {
    const email = `passkey-${language}@example.com`;
    await invite(email, language);
    const { context, page } = await window(language);
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await typePassword(page, email);
    await expectSignedIn(page);
    await page.goto(`${url}/account/security`);
    await press(page, 'account.add_passkey');
    const name = await page
      .getByRole('textbox', { name: t('account.passkey_name'), exact: true })
      .inputValue();
    await press(page, 'account.make_passkey');
    await press(page, 'account.codes_kept');
    await page.getByRole('button', { name: t('account.remove_passkey', { name }) }).waitFor();

    await context.clearCookies();
    await page.goto(`${url}/login`);
    await press(page, 'auth.with_passkey');
    await expectSignedIn(page);
    await page.goto(`${url}/account/sessions`);
    await page
      .getByRole('row', { name: t('account.this_one') })
      .getByText(t('way.passkey'))
      .waitFor();

    await context.clearCookies();
    await typePassword(page, email);
    await press(page, 'auth.use_passkey');
    await expectSignedIn(page);
    await context.close();
  });

  itInChromium('takes the account of the house, also of somebody who was only invited', async () => {
    const account = (sub: string, email: string) =>
      house.accounts.set(sub, { sub, email, email_verified: true, name: sub });
    const { context, page } = await window(language);
    await call('createUser', { body: { email: `sso-${language}@example.com`, name: 'Sol', language } });
    account(`sol-${language}`, `sso-${language}@example.com`);
    house.signInAs(`sol-${language}`);
    const go = { name: t('auth.with_provider', { name: 'Casa' }) };
    await page.goto(`${numbered}/login?from=/account/sessions`);
    await page.getByRole('button', go).click();
    await page.waitForURL(/\/account\/sessions/);
    await page.getByText(t('way.provider')).waitFor();
    await context.close();

    account(`eva-${language}`, `eva-${language}@example.com`);
    house.signInAs(`eva-${language}`);
    const { context: other, page: stranger } = await window(language);
    await stranger.goto(`${numbered}/login`);
    await stranger.getByRole('button', go).click();
    await stranger.getByRole('alert').waitFor();
    await stranger.getByRole('link', { name: t('auth.begin_again') }).waitFor();
    expect(await violationsOf(stranger)).toEqual([]);
    await other.close();
  });
});

describe('signing in', () => {
  itInChromium('leads whoever must have a second factor to setting one up, and nowhere else', async () => {
    await invite('must@example.com', 'en');
    const { context, page } = await window('en');
    await demand('everybody');
    try {
      await typePassword(page, 'must@example.com');
      await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.goto(`${url}/account`);
      await page.getByRole('button', { name: 'Set up an app' }).click();
      await page.getByLabel('Code').fill(codeOf(await secretOn(page)));
      await page.getByRole('button', { name: 'Finish' }).click();
      await page.getByRole('button', { name: 'I have kept them' }).click();
      await page.getByLabel('Time zone').waitFor();
    } finally {
      await demand('nobody');
      await context.close();
    }
  });
});
