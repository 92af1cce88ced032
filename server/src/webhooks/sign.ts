import { createHmac } from 'node:crypto';

/**
 * The headers of the Standard Webhooks specification (https://www.standardwebhooks.com): the receiver computes the same
 * HMAC-SHA256 over `id.timestamp.body` with the secret that stands after `whsec_`, and refuses old timestamps.
 */
export function signedHeaders(
  secret: string,
  id: string,
  at: Date,
  body: string,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
