import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { StartError } from '../errors.ts';

/** Where a request of ours wants to go, once its name is resolved. */
export interface Destination {
  /** as it stands in the URL */
  hostname: string;
  port: number;
  address: string;
}

/** A request of ours that must not go where it wants to. */
export class AddressRefused extends Error {
  constructor({ hostname, address }: Destination, why: string) {
    super(
      hostname === address ? `${address} is refused: ${why}` : `${hostname} (${address}) is refused: ${why}`,
    );
  }
}

const globalIpv6 = ipaddr.parseCIDR('2000::/3');
// Public by number, but they answer the machine itself: metadata and agents of cloud providers.
const special = new Set(['168.63.129.16']);

/** Why an address is not one of the public internet; null when it is. */
export function whyNotPublic(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'not an address';
  const parsed = ipaddr.process(address); // an IPv4 address in IPv6 clothes becomes itself
  const range = parsed.range();
  if (range !== 'unicast') return `it is ${range}`;
  if (special.has(parsed.toString())) return 'it is reserved for the platform';
  // What is not handed out, and the old forms that carry an IPv4 address, are nobody's public address.
  if (parsed.kind() === 'ipv6' && !parsed.match(globalIpv6)) return 'it is not global unicast';
  return null;
}

/**
 * Reads the exceptions that an operator has listed: `host:port`, an address, or a range such as `10.0.0.0/8`. Gives
 * whether a destination is one of them. Throws `StartError` on an entry that is none of these, naming the setting.
 */
export function readExceptions(
  entries: readonly string[],
  setting = 'SHOUWEN_WEBHOOK_ALLOW',
): (to: Destination) => boolean {
  const tests = entries.map((entry) => readException(entry, setting));
  return (to) => tests.some((test) => test(to));
}

function readException(entry: string, setting: string): (to: Destination) => boolean {
  const range = rangeOf(entry);
  if (range) {
    const [network, bits] = range;
    return ({ address }) => {
      const parsed = ipaddr.process(address);
      return parsed.kind() === network.kind() && parsed.match(network, bits);
    };
  }
  const [, name, port] = /^(\[[^\]]+\]|[^\s:/]+):(\d{1,5})$/.exec(entry) ?? [];
  if (name === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new StartError(
      `${setting} holds "${entry}", but takes host:port, addresses, or ranges such as 10.0.0.0/8.`,
    );
  const host = name.replace(/^\[|\]$/g, '').toLowerCase();
  return (to) => to.port === Number(port) && to.hostname.toLowerCase() === host;
}

function rangeOf(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  if (isIP(entry) === 4) return [ipaddr.parse(entry), 32];
  if (isIP(entry) === 6) return [ipaddr.parse(entry), 128];
  return entry.includes('/') && ipaddr.isValidCIDR(entry) ? ipaddr.parseCIDR(entry) : null;
}
