import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const form = {
  name: 'Ana Ruiz',
  email: 'ana@example.com',
  subject: 'No llega el pedido',
  body: 'Pedido 12345, sin noticias.',
  language: 'es',
};

async function submit(): Promise<{ number: number; token: string }> {
  const { status, body } = await test.request('POST', '/public/forms/contact', { as: null, body: form });
  expect(status).toBe(201);
  return { number: body.number, token: String(body.url).split('/t/')[1] ?? '' };
}

describe('the public form and the private link', () => {
  it('goes the whole way: form, taken, answered, refused, back at the first-contact owner, confirmed, closed', async () => {
    const { number, token } = await submit();
    await test.request('POST', `/tickets/${number}/take`);
    await test.request('POST', `/tickets/${number}/messages`, {
      body: { kind: 'reply', body: 'Ya está en camino.', status: 'resolved' },
    });
    const seen = await test.request('GET', `/public/links/${token}`, { as: null });
    expect(seen.body.may).toEqual({ answer: true, decide: true });
    const refused = await test.request('POST', `/public/links/${token}/decision`, {
      as: null,
      body: { accepted: false, comment: 'No ha llegado.' },
    });
    expect(refused.body.status_category).toBe('open');
    const { body: back } = await test.request('GET', `/tickets/${number}`);
    expect(back.assignee.id).toBe(test.admin.id);
    await test.request('POST', `/tickets/${number}/messages`, {
      body: { kind: 'reply', body: 'Entregado hoy.', status: 'resolved' },
    });
    const confirmed = await test.request('POST', `/public/links/${token}/decision`, {
      as: null,
      body: { accepted: true },
    });
    expect(confirmed.body.status_category).toBe('closed');
    const { body: page } = await test.request('GET', `/tickets/${number}`);
    expect(page.customer_confirmed_at).not.toBeNull();
    expect(page.timeline.map((one: { kind: string }) => one.kind)).toEqual([
      'ticket.opened',
      'ticket.taken',
      'ticket.answered',
      'ticket.resolved',
      'ticket.declined',
      'ticket.answered',
      'ticket.resolved',
      'ticket.confirmed',
      'ticket.closed',
    ]);
  });

  it('shows no note and nothing of another ticket on a private link', async () => {
    const { number, token } = await submit();
    await test.request('POST', `/tickets/${number}/messages`, {
      body: { kind: 'note', body: 'A difficult customer.' },
    });
    const { body } = await test.request('GET', `/public/links/${token}`, { as: null });
    expect(JSON.stringify(body)).not.toContain('difficult');
    for (const forged of [
      `${token}x`,
      token.replace(/\..*/, '.AAAAAAAAAAAAAAAAAAAAAAAAAAA'),
      'a'.repeat(50),
    ]) {
      expect((await test.request('GET', `/public/links/${forged}`, { as: null })).status).toBe(404);
    }
  });

  it('refuses a robot that fills the hidden field, naming it', async () => {
    const { status, body } = await test.request('POST', '/public/forms/contact', {
      as: null,
      body: { ...form, website: 'http://spam.example' },
    });
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe('website');
  });

  it('works as pages without script, keeping what was typed after a refusal', async () => {
    const page = await test.server.inject({ url: '/form/contact?lang=zh' });
    expect(page.body).toContain('您的姓名');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const bad = await test.server.inject({
      method: 'POST',
      url: '/form/contact?lang=en',
      headers,
      payload: 'name=Bo&email=nonsense&subject=S&body=<b>x</b>',
    });
    expect(bad.statusCode).toBe(422);
    expect(bad.body).toContain('value="Bo"');
    expect(bad.body).toContain('&lt;b&gt;x&lt;/b&gt;');
    const good = await test.server.inject({
      method: 'POST',
      url: '/form/contact?lang=en',
      headers,
      payload: 'name=Bo&email=bo%40example.com&subject=S&body=x',
    });
    expect(good.statusCode).toBe(303);
    const ticket = await test.server.inject({ url: String(good.headers.location) });
    expect(ticket.body).toContain('Request no.');
    expect((await test.server.inject({ url: '/t/nonsense?lang=es' })).body).toContain(
      'Este enlace no es válido',
    );
  });
});

describe('a question to an outside partner', () => {
  it('is answered on a mailed link without an account, and comes back as a note', async () => {
    const { number } = await submit();
    const partner = { name: 'Carrier', email: 'depot@example.com' };
    const asked = await test.request('POST', `/tickets/${number}/consultations`, {
      body: { question: 'Where is parcel 12345?', partner, due_minutes: 240 },
    });
    expect(asked.status).toBe(201);
    const path = new URL(asked.body.url).pathname;
    const page = await test.server.inject({ url: `${path}?lang=en` });
    expect(page.body).toContain('Where is parcel 12345?');
    expect(page.body).not.toContain('No llega el pedido');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = await test.server.inject({
      method: 'POST',
      url: path,
      headers,
      payload: 'body=In+Valencia',
    });
    expect(sent.statusCode).toBe(303);
    const { body: ticket } = await test.request('GET', `/tickets/${number}`);
    expect(ticket.consultations[0].state).toBe('answered');
    const note = ticket.messages.find((one: { body: string }) => one.body === 'In Valencia');
    expect(note.author).toMatchObject({ kind: 'partner', name: 'Carrier' });
    const again = await test.request('POST', `/public/consultations/${path.split('/')[2]}/answer`, {
      as: null,
      body: { body: 'twice' },
    });
    expect(again.status).toBe(409);
  });
});
