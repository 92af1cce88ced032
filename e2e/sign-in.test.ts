import type { Call } from '@shouwen/api';
import { generateSync } from 'otplib';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { startIdentityProvider } from '../server/src/sign-in/testing/identity-provider.ts';
import { clientFor, withAdministrator } from './support/api.ts';
import { violationsOf } from './support/axe.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';

const install = useInstallations();
const browser = useChromium();
/** under a name: browsers keep no passkeys for an IP address */
let url: string;
/** the address that the server takes for its public one */
let numbered: string;
let call: Call;
let invite: (email: string) => Promise<void>;
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
  invite = async (email) => {
    const { id } = await call('createUser', { body: { email, name: email, language: 'en' } });
    const link = await call('resetLink', { params: { id } });
    await call('resetPassword', { params: { token: link.url.split('/').at(-1) ?? '' }, body: { password } });
  };
});

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

describe('signing in', () => {
  itInChromium('takes an authenticator app that was set up, then a recovery code', async () => {
    await invite('totp@example.com');
    const { context, page } = await window('en');
    await typePassword(page, 'totp@example.com');
    await expectSignedIn(page);
    await page.goto(`${url}/account/security`);
    await page.getByRole('button', { name: 'Set up an app' }).click();
    const secret = await secretOn(page);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Code').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.locator('.recovery-codes li').first().waitFor();
    const codes = await page.locator('.recovery-codes li').allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 codes left').waitFor();
    await context.close();

    const { context: again, page: next } = await window('zh');
    await typePassword(next, 'totp@example.com');
    await next.getByRole('heading', { name: '请验证身份' }).waitFor();
    expect(await violationsOf(next)).toEqual([]);
    await next.getByLabel('验证码').fill(codeOf(secret, 1));
    await next.getByRole('button', { name: '登录' }).click();
    await expectSignedIn(next);
    await again.close();

    const { context: last, page: third } = await window('es');
    await typePassword(third, 'totp@example.com');
    await third.getByRole('button', { name: 'Usar un código de recuperación' }).click();
    await third.getByLabel('Código de recuperación').fill(codes[0] ?? '');
    await third.locator('form button[type=submit]').click();
    await expectSignedIn(third);
    await last.close();
  });

  itInChromium('takes a passkey without a password, and after it', async () => {
    await invite('passkey@example.com');
    const { context, page } = await window('en');
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
    await typePassword(page, 'passkey@example.com');
    await expectSignedIn(page);
    await page.goto(`${url}/account/security`);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: /^Remove / }).waitFor();

    await context.clearCookies();
    await page.goto(`${url}/login`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expectSignedIn(page);
    await page.goto(`${url}/account/sessions`);
    await page
      .getByRole('row', { name: /this one/ })
      .getByText('Passkey')
      .waitFor();

    await context.clearCookies();
    await typePassword(page, 'passkey@example.com');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expectSignedIn(page);
    await context.close();
  });

  itInChromium('takes the account of the house, also of somebody who was only invited', async () => {
    const house = await startIdentityProvider(`${numbered}/login/provider`);
    const { context, page } = await window('es');
    try {
      await call('createSignInProvider', { body: { name: 'Casa', issuer: house.issuer, ...house.client } });
      await call('createUser', { body: { email: 'sso@example.com', name: 'Sol', language: 'es' } });
      house.accounts.set('sol', { sub: 'sol', email: 'sso@example.com', email_verified: true, name: 'Sol' });
      house.signInAs('sol');
      await page.goto(`${numbered}/login?from=/account/sessions`);
      await page.getByRole('button', { name: 'Continuar con Casa' }).click();
      await page.waitForURL(/\/account\/sessions/);
      await page.getByText('Inicio de sesión único').waitFor();

      await context.clearCookies();
      house.accounts.set('eva', { sub: 'eva', email: 'eva@example.com', email_verified: true, name: 'Eva' });
      house.signInAs('eva');
      const { context: other, page: stranger } = await window('es');
      await stranger.goto(`${numbered}/login`);
      await stranger.getByRole('button', { name: 'Continuar con Casa' }).click();
      await stranger.getByRole('alert').waitFor();
      expect(await violationsOf(stranger)).toEqual([]);
      await other.close();
    } finally {
      await context.close();
      await house.close();
    }
  });

  itInChromium('leads whoever must have a second factor to setting one up, and nowhere else', async () => {
    await invite('must@example.com');
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
