import { lookup as lookUp } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { AddressRefused, type Destination, whyNotPublic } from './allowed-addresses.ts';

/** Gives the addresses of a name, as the operating system resolves it. */
export type Lookup = (hostname: string) => Promise<string[]>;

export interface GuardOptions {
  /** the operator's exceptions */
  excepted: (to: Destination) => boolean;
  lookup?: Lookup;
}

const connectTimeout = 10_000; // ms
const systemLookup: Lookup = async (hostname) =>
  (await lookUp(hostname, { all: true })).map((found) => found.address);

/**
 * An HTTP agent for addresses that somebody else has given us: it connects only to the public internet and to the
 * operator's exceptions. The name is resolved here, checked here, and the connection is made to exactly the address
 * that was checked, so that a name which changes its mind in between gains nothing. Requests fail with `AddressRefused`.
 */
export function guardedAgent({ excepted, lookup = systemLookup }: GuardOptions): Agent {
  const connect = buildConnector({ timeout: connectTimeout });
  return new Agent({
    connect(options, callback) {
      const hostname = options.hostname.replace(/^\[|\]$/g, '');
      const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
      checkedAddresses(hostname, port, { excepted, lookup }).then(
        (addresses) => connectToFirst(connect, options, addresses, callback),
        (error: Error) => callback(error, null),
      );
    },
  });
}

/** The addresses of a name, all of them fit to connect to. Throws `AddressRefused` when one is not. */
async function checkedAddresses(
  hostname: string,
  port: number,
  { excepted, lookup }: Required<GuardOptions>,
): Promise<string[]> {
  const addresses = isIP(hostname) ? [hostname] : await lookup(hostname);
  if (addresses.length === 0) throw new Error(`${hostname} has no address`);
  for (const address of addresses) {
    const to = { hostname, port, address };
    const why = excepted(to) ? null : whyNotPublic(address);
    if (why) throw new AddressRefused(to, why);
  }
  return addresses;
}

// One after the other: a machine without IPv6 must get through to a name that has both.
function connectToFirst(
  connect: buildConnector.connector,
  options: buildConnector.Options,
  [address, ...others]: string[],
  callback: buildConnector.Callback,
): void {
  if (address === undefined) return;
  connect({ ...options, hostname: address }, (...outcome) => {
    const [error, socket] = outcome;
    if (error && others.length > 0) return connectToFirst(connect, options, others, callback);
    return error ? callback(error, null) : callback(null, socket);
  });
}
