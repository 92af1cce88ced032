import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Mailbox } from './mailbox.ts';

const generate = promisify(generateKeyPair);

/** A new key to sign with: RSA of 2,048 bits, which every receiver can check (RFC 8301). The public half is base64. */
export async function newDkimKey(): Promise<{ publicKey: string; privateKey: string }> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The TXT record that DNS has to publish, so that others can check what a mailbox has signed (RFC 6376, 3.6). */
export function dkimRecord({ domain, selector, public_key }: NonNullable<Mailbox['dkim']>) {
  return {
    record_name: `${selector}._domainkey.${domain}`,
    record_value: `v=DKIM1; k=rsa; p=${public_key}`,
  };
}
