import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { send } from './testing/call.ts';
import type { Viewer } from './testing/cast.ts';
import { openAs, startWorld, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.test.close());

const note = (body: string, more: object = {}) => ({ body: { kind: 'note', body, ...more } });
const upload = async (viewer: Viewer, content: string): Promise<string> =>
  (await send(world, viewer, 'uploadFile', { upload: { name: 'f.txt', content } })).body.id;

describe('an Idempotency-Key', () => {
  const open = (viewer: Viewer, subject: string, key = 'the same') =>
    send(world, viewer, 'openTicket', {
      body: { subject, body: 'B', customer: { name: 'Ed' }, team_id: world.teams.B },
      headers: { 'idempotency-key': key },
    });

  it('of one person gives nobody else that person’s answer', async () => {
    const first = await open('agtB', 'Of agtB');
    const other = await open('agtA', 'Of agtA');
    expect([first.status, other.status]).toEqual([201, 201]);
    expect(other.body.number).not.toBe(first.body.number);
    expect((await open('agtB', 'Of agtB')).body).toEqual(first.body);
  });

  it('gives the earlier answer to nobody who may not make the call any more', async () => {
    const temp = await addUser(world.test, { name: 'Temp', unit: world.units.B });
    world.keys.gone = temp.key;
    expect((await open('gone', 'Before leaving', 'temp')).status).toBe(201);
    await world.does('POST', `/users/${temp.id}/deactivate`, { successor_id: world.people.ldB });
    expect((await open('gone', 'Before leaving', 'temp')).status).toBe(401);
  });

  it('keeps no refusal: what was forbidden is asked anew once it is allowed', async () => {
    const number = await openAs(world, 'not yet');
    const headers = { 'idempotency-key': 'take it' };
    const take = () => send(world, 'agtB', 'takeTicket', { params: { number }, headers });
    expect((await take()).status).toBe(404);
    const move = { team_id: world.teams.B, reason: 'to B' };
    await world.does('POST', `/tickets/${number}/transfer`, move);
    expect((await take()).status).toBe(200);
  });
});

describe('If-Match', () => {
  it.each([undefined, '"t1"', '"t999"', '*', 'nonsense'])(
    '%s tells nothing of a ticket out of sight',
    async (etag) => {
      const headers: Record<string, string> = etag === undefined ? {} : { 'if-match': etag };
      const change = (number: number) =>
        send(world, 'agtA', 'changeTicket', { params: { number }, body: { subject: 'S' }, headers });
      const [there, nowhere] = [await change(world.tickets.B), await change(999_999)];
      expect({ ...there.body, request_id: '' }).toEqual({ ...nowhere.body, request_id: '' });
      expect(there.status).toBe(etag === undefined ? 428 : 404);
    },
  );
});

describe('a private link', () => {
  it('shows no note, no file of a note, no question to a colleague and nothing of other tickets', async () => {
    const number = await openAs(world, 'linked');
    const params = { number };
    await send(world, 'adm', 'addMessage', {
      params,
      ...note('Whisper one', { attachments: [await upload('adm', 'secret')] }),
    });
    await world.does('POST', `/tickets/${number}/consultations`, {
      question: 'Whisper two',
      user_id: world.people.ldA,
      due_minutes: 60,
    });
    await world.does('POST', `/tickets/${number}/tasks`, { title: 'Whisper three' });
    await world.does('PUT', `/tickets/${number}/links`, { kind: 'related', to: world.tickets.cA });
    await world.does('POST', `/tickets/${number}/transfer`, {
      team_id: world.teams.A1,
      reason: 'Whisper four',
    });
    await world.does('POST', `/tickets/${number}/messages`, { kind: 'reply', body: 'Aloud' });
    const { url } = await world.does('POST', `/tickets/${number}/customer-link`, {});
    const token = new URL(url).pathname.split('/').at(-1) ?? '';
    const { status, body } = await send(world, 'anon', 'getLinked', { params: { token } });
    expect(status).toBe(200);
    expect(body.messages.map((message: { body: string }) => message.body)).toEqual([
      'The request linked.',
      'Aloud',
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Whisper|cA|secret/);
    const page = await world.test.server.inject({ url: new URL(url).pathname });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Aloud');
    expect(page.body).not.toMatch(/Whisper|f\.txt/);
  });

  it('of one who takes part no more is worth nothing', async () => {
    const number = await openAs(world, 'left alone');
    const { Cy } = world.customers;
    await world.does('PUT', `/tickets/${number}/participants/${Cy}`);
    const { url } = await world.does('POST', `/tickets/${number}/customer-link`, { customer_id: Cy });
    const token = new URL(url).pathname.split('/').at(-1) ?? '';
    expect((await send(world, 'anon', 'getLinked', { params: { token } })).status).toBe(200);
    await world.does('DELETE', `/tickets/${number}/participants/${Cy}`);
    expect((await send(world, 'anon', 'getLinked', { params: { token } })).status).toBe(404);
    expect(
      (await send(world, 'anon', 'answerLinked', { params: { token }, body: { body: 'B' } })).status,
    ).toBe(404);
  });

  it('of a partner shows the question, and nothing else of the ticket', async () => {
    const number = await openAs(world, 'asked outside');
    await send(world, 'adm', 'addMessage', { params: { number }, ...note('Whisper') });
    const { url } = await world.does('POST', `/tickets/${number}/consultations`, {
      question: 'How much is it?',
      partner: { name: 'Pat', email: 'pat@example.com' },
      due_minutes: 60,
    });
    const token = new URL(url).pathname.split('/').at(-1) ?? '';
    const { status, body } = await send(world, 'anon', 'getAsked', { params: { token } });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('How much is it?');
    expect(JSON.stringify(body)).not.toMatch(/Whisper|The request|asked outside|Bo@/);
    // neither opens what the other does
    expect((await send(world, 'anon', 'getLinked', { params: { token } })).status).toBe(404);
    const customer = { token: world.linkToken };
    expect((await send(world, 'anon', 'getAsked', { params: customer })).status).toBe(404);
  });
});

describe('a file', () => {
  it('of somebody else cannot be had by attaching it to something of one’s own', async () => {
    const [loose, onNote] = [await upload('mgrB', 'loose'), await upload('adm', 'on a note of B')];
    const params = { number: world.tickets.B };
    await send(world, 'adm', 'addMessage', { params, ...note('N', { attachments: [onNote] }) });
    for (const file of [loose, onNote, '019a0000-0000-7000-8000-000000000000']) {
      const answers = [
        await send(world, 'agtA', 'addMessage', {
          params: { number: world.tickets.A },
          ...note('N', { attachments: [file] }),
        }),
        await send(world, 'agtA', 'saveDraft', {
          params: { number: world.tickets.A },
          body: { kind: 'note', body: 'D', attachments: [file] },
        }),
        await send(world, 'agtA', 'openTicket', {
          body: { subject: 'S', body: 'B', customer: { name: 'Ed' }, attachments: [file] },
        }),
        await send(world, 'mgrA', 'importCustomers', { body: { file_id: file, dry_run: true } }),
      ];
      expect(answers.map((answer) => answer.status >= 400 && answer.status < 500)).toEqual(
        answers.map(() => true),
      );
      const download = await send(world, 'agtA', 'downloadFile', { params: { id: file } });
      expect(download.status).toBe(404);
    }
  });
});

describe('many at once', () => {
  it('changes what one may change, and says of what is out of sight what it says of what is not there', async () => {
    const mine = await openAs(world, 'bulk');
    const numbers = [mine, world.tickets.B, world.tickets.wat, world.tickets.cA, 999_999];
    const { status, body } = await send(world, 'agtA', 'bulkChange', {
      body: { numbers, action: { add_tags: ['bulk'] } },
    });
    expect(status).toBe(200);
    const [done, there, watched, confidential, nowhere] = body.results;
    expect([done.ok, watched.ok]).toEqual([true, false]);
    expect(there).toEqual({ ...nowhere, number: world.tickets.B });
    expect(confidential).toEqual({ ...nowhere, number: world.tickets.cA });
    expect(watched.problem).not.toBe(nowhere.problem);
  });
});

describe('a draft', () => {
  it('is its writer’s alone, whoever else sees the ticket', async () => {
    const params = { number: world.tickets.A };
    const body = { kind: 'note', body: 'Not yet said' };
    expect((await send(world, 'ldA', 'saveDraft', { params, body })).status).toBe(200);
    const drafts = async (viewer: Viewer) =>
      (await send(world, viewer, 'getDraft', { params })).body.drafts.map(
        (draft: { body: string }) => draft.body,
      );
    expect(await drafts('ldA')).toEqual(['Not yet said']);
    expect(await drafts('mgrA')).toEqual([]);
    expect(await drafts('adm')).toEqual([]);
    for (const viewer of ['mgrA', 'adm'] as const) {
      const page = await send(world, viewer, 'getTicket', { params });
      expect(JSON.stringify(page.body)).not.toContain('Not yet said');
    }
  });
});

describe('rights', () => {
  it('taken away are gone with the next call', async () => {
    const { people, units } = world;
    const read = () => send(world, 'obsB', 'getTicket', { params: { number: world.tickets.B } });
    expect((await read()).status).toBe(200);
    const change = async (roles: object[]) => {
      const { etag } = await world.does('GET', `/users/${people.obsB}`);
      const answer = await send(world, 'adm', 'changeUser', {
        params: { id: people.obsB },
        body: { roles },
        headers: { 'if-match': etag },
      });
      expect(answer.status).toBe(200);
    };
    await change([]);
    expect((await read()).status).toBe(404);
    await change([{ role: 'observer', unit_id: units.B }]);
    expect((await read()).status).toBe(200);
  });

  it('cannot be raised by way of another: a key, a role or a person beyond one’s own', async () => {
    const beyond = await send(world, 'admA', 'createUser', {
      body: {
        email: 'puppet@example.com',
        name: 'Puppet',
        roles: [{ role: 'manager', unit_id: world.units.B }],
      },
    });
    expect(beyond.status).toBe(403);
    const { etag } = await world.does('GET', `/users/${world.people.admA}`);
    const myself = await send(world, 'admA', 'changeUser', {
      params: { id: world.people.admA },
      body: { roles: [{ role: 'administrator', unit_id: world.units.root }] },
      headers: { 'if-match': etag },
    });
    expect(myself.status).toBe(403);
    const moved = await send(world, 'admA', 'changeUnit', {
      params: { id: world.units.A },
      body: { parent_id: world.units.B },
    });
    expect(moved.status).toBe(403);
    const key = await send(world, 'key', 'createApiKey', { body: { name: 'K', scopes: ['admin'] } });
    expect(key.status).toBe(403);
  });
});
