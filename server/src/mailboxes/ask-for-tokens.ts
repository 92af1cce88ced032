import { isIP } from 'node:net';
import type { MailOauth } from '@shouwen/api';
import { request } from 'undici';
import { z } from 'zod';
import type { App } from '../context.ts';
import { readExceptions } from '../platform/outgoing/allowed-addresses.ts';
import { guardedAgent } from '../platform/outgoing/guarded-agent.ts';
import { MailFault } from './connection/faults.ts';

const Tokens = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(300),
  refresh_token: z.string().min(1).optional(),
});
const patience = 15_000; // ms
const longest = 100_000; // bytes of an answer

/**
 * Asks the token endpoint of a provider (RFC 6749, 4.1.3 and 6). It is reached on the public internet and over HTTPS,
 * or where the operator has listed it. Throws `MailFault` when it cannot be reached or says no.
 */
export async function askForTokens(
  app: App,
  oauth: MailOauth,
  clientSecret: string | undefined,
  grant: Record<string, string>,
): Promise<{ access_token: string; access_until: string; refresh_token?: string }> {
  const excepted = readExceptions(app.settings.mailAllow, 'SHOUWEN_MAIL_ALLOW');
  const url = new URL(oauth.token_url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  if (url.protocol !== 'https:' && !excepted({ hostname: host, port, address: isIP(host) ? host : '' }))
    throw new MailFault('leave_refused', `${url.origin}: https`);
  const dispatcher = guardedAgent({ excepted });
  try {
    const answer = await request(url, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        ...grant,
        client_id: oauth.client_id,
        ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      }).toString(),
      headersTimeout: patience,
      bodyTimeout: patience,
    });
    const text = (await answer.body.text()).slice(0, longest);
    if (answer.statusCode !== 200) throw new MailFault('leave_refused', whyNot(answer.statusCode, text));
    const { access_token, expires_in, refresh_token } = Tokens.parse(JSON.parse(text));
    const until = new Date(app.clock.now().getTime() + expires_in * 1000);
    return {
      access_token,
      access_until: until.toISOString(),
      ...(refresh_token === undefined ? {} : { refresh_token }),
    };
  } catch (error) {
    if (error instanceof MailFault) throw error;
    throw new MailFault('leave_refused', error instanceof Error ? error.message.slice(0, 500) : null);
  } finally {
    await dispatcher.destroy();
  }
}

/** The provider's reason (RFC 6749, 5.2), never a token. */
function whyNot(status: number, text: string): string {
  try {
    const { error, error_description } = JSON.parse(text) as { error?: string; error_description?: string };
    return [status, error, error_description]
      .filter((part) => part)
      .join(' ')
      .slice(0, 500);
  } catch {
    return String(status);
  }
}
