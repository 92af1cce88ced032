import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartError } from '../errors.ts';
import { readExceptions, whyNotPublic } from './allowed-addresses.ts';
import { guardedAgent, type Lookup } from './guarded-agent.ts';

const receiver = createServer((_, answer) => answer.end('reached'));
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  port = (receiver.address() as AddressInfo).port;
});
afterAll(() => receiver.close());

/** Asks for a URL through the guard: the answer, or why it was refused. */
async function ask(url: string, exceptions: string[] = [], lookup?: Lookup): Promise<string> {
  const dispatcher = guardedAgent({ excepted: readExceptions(exceptions), ...(lookup ? { lookup } : {}) });
  try {
    return await (await request(url, { dispatcher })).body.text();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await dispatcher.destroy();
  }
}

describe('public addresses', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is one', (address) => {
    expect(whyNotPublic(address)).toBeNull();
  });
  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.8.9.1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['10.1.2.3', 'private'],
    ['172.31.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'linkLocal'],
    ['100.100.100.200', 'carrierGradeNat'],
    ['168.63.129.16', 'platform'],
    ['198.18.0.1', 'reserved'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:a9fe:a9fe', 'linkLocal'],
    ['::808:808', 'not global unicast'],
    ['64:ff9b::7f00:1', 'rfc6052'],
    ['2002:7f00:1::1', '6to4'],
    ['2001::1', 'teredo'],
    ['fe80::1', 'linkLocal'],
    ['fc00::1', 'uniqueLocal'],
    ['fd00:ec2::254', 'uniqueLocal'],
    ['ff02::1', 'multicast'],
    ['not an address', 'not an address'],
  ])('%s is none: %s', (address, why) => {
    expect(whyNotPublic(address)).toContain(why);
  });
});

describe('the operator’s exceptions', () => {
  const to = (hostname: string, toPort: number, address: string) => ({ hostname, port: toPort, address });
  it('are a host with its port, an address, or a range', () => {
    const excepted = readExceptions([
      'Intranet.example:8080',
      '10.0.0.0/8',
      '192.168.7.7',
      'fd00::/8',
      '[::1]:90',
    ]);
    expect(excepted(to('intranet.example', 8080, '172.16.0.1'))).toBe(true);
    expect(excepted(to('intranet.example', 8081, '172.16.0.1'))).toBe(false);
    expect(excepted(to('other.example', 8080, '172.16.0.1'))).toBe(false);
    expect(excepted(to('other.example', 1, '10.200.0.1'))).toBe(true);
    expect(excepted(to('other.example', 1, '::ffff:10.0.0.1'))).toBe(true);
    expect(excepted(to('other.example', 1, '192.168.7.7'))).toBe(true);
    expect(excepted(to('other.example', 1, '192.168.7.8'))).toBe(false);
    expect(excepted(to('other.example', 1, 'fd12::1'))).toBe(true);
    expect(excepted(to('::1', 90, '::1'))).toBe(true);
    expect(readExceptions([])(to('localhost', 80, '127.0.0.1'))).toBe(false);
  });
  it.each(['10.0.0.0/33', 'host', 'host:0', 'host:99999', '*', 'http://host:80'])(
    '"%s" stops the start',
    (entry) => {
      expect(() => readExceptions([entry])).toThrow(StartError);
    },
  );
});

describe('the guarded agent', () => {
  it('reaches nothing on this machine, whatever it is called', async () => {
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '0'])
      expect(await ask(`http://${host}:${port}/`)).toContain('is refused');
  });

  it('reaches what the operator has listed, by name and port or by range', async () => {
    expect(await ask(`http://127.0.0.1:${port}/`, [`127.0.0.1:${port}`])).toBe('reached');
    expect(await ask(`http://localhost:${port}/`, ['127.0.0.0/8', '::1'])).toContain('reached');
    expect(await ask(`http://127.0.0.1:${port}/`, [`127.0.0.1:${port + 1}`])).toContain('is refused');
  });

  it('refuses a name that also has a private address', async () => {
    const mixed: Lookup = async () => ['93.184.216.34', '10.0.0.1'];
    expect(await ask('http://mixed.example/', [], mixed)).toBe(
      'mixed.example (10.0.0.1) is refused: it is private',
    );
  });

  it('asks for the name once and connects to what was checked, so a name that changes its mind gains nothing', async () => {
    const answers = ['127.0.0.1', '10.0.0.1'];
    let asked = 0;
    const rebinding: Lookup = async () => [answers[asked++] ?? ''];
    // the first answer is an exception; had the name been asked for again, it would have gone to the second
    expect(await ask(`http://rebinding.example:${port}/`, ['127.0.0.1'], rebinding)).toBe('reached');
    expect(asked).toBe(1);
    expect(await ask(`http://rebinding.example:${port}/`, ['127.0.0.1'], rebinding)).toContain('is refused');
  });

  it('goes on to the next address of a name when one does not answer', async () => {
    const two: Lookup = async () => ['127.0.0.2', '127.0.0.1'];
    expect(await ask(`http://two.example:${port}/`, ['127.0.0.0/8'], two)).toBe('reached');
  });

  it('says what is wrong with a name that cannot be found', async () => {
    const none: Lookup = async () => [];
    expect(await ask('http://none.example/', [], none)).toBe('none.example has no address');
  });
});
