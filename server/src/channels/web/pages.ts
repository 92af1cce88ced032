import { type AskedQuestion, publicRoutes } from '@shouwen/api';
import { consultationPage, formPage, problemPage, style, ticketPage } from '@shouwen/portal';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { Refusal } from '../../platform/errors.ts';
import { inTransaction, type Pipeline, parseBody, sendFile } from '../../platform/http/pipeline.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { languageOf } from '../../platform/texts.ts';
import { answerAsPartner, readConsultation } from '../../tickets/answer-consultation.ts';

import { answerLinked, decideLinked, linkedFile, readLinked } from './linked-ticket.ts';
import { readWebForm, submitWebForm } from './web-form.ts';

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
type Posted = Record<string, string>;

/** The pages of the portal: the public form and the customer's private page. They work without a line of script. */
export async function servePortal(server: FastifyInstance, pipeline: Pipeline): Promise<void> {
  const { app } = pipeline;
  await server.register(async (portal) => {
    portal.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_, body, done) => {
        done(null, Object.fromEntries(new URLSearchParams(String(body))));
      },
    );
    portal.setErrorHandler(async (error, request, reply) => {
      if (!(error instanceof Refusal)) throw error;
      const context = await contextOf(pipeline, request);
      const problem = problemOf(error, context.language, request.id);
      return send(
        reply,
        problem.status,
        problemPage(
          { language: context.language, organisation: context.configuration.organisation, path: null },
          problem.detail,
        ),
      );
    });
    portal.get('/portal.css', (_, reply) =>
      reply.type('text/css').header('cache-control', 'public, max-age=3600').send(style),
    );
    portal.get<{ Params: { form: string } }>('/form/:form', async (request, reply) => {
      const context = await contextOf(pipeline, request);
      return send(reply, 200, formPageOf(context, request.params.form, {}, null));
    });
    portal.post<{ Params: { form: string }; Body: Posted }>(
      '/form/:form',
      { config: publicLimit },
      async (request, reply) => {
        const context = await contextOf(pipeline, request, request.body.language);
        try {
          const input = parseBody(
            publicRoutes.submitWebForm.body as z.ZodType,
            formInput(request.body),
            context.language,
          ) as Parameters<typeof submitWebForm>[3];
          const { url } = await inTransaction(app, (tx) =>
            submitWebForm(tx, context, request.params.form, input),
          );
          app.ledgerGrew();
          return reply.redirect(`${new URL(url).pathname}?lang=${context.language}`, 303);
        } catch (error) {
          if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
          const problem = problemOf(error, context.language, request.id);
          return send(
            reply,
            422,
            formPageOf(context, request.params.form, request.body, {
              sentence: problem.detail,
              field: problem.errors?.[0]?.field ?? null,
            }),
          );
        }
      },
    );
    portal.get<{ Params: { token: string }; Querystring: { done?: string } }>(
      '/t/:token',
      async (request, reply) => {
        const context = await contextOf(pipeline, request);
        const linked = await readLinked(app.db, context, request.params.token);
        const language = languageOf((request.query as { lang?: string }).lang) ?? linked.language;
        const done =
          (['sent', 'confirmed', 'refused'] as const).find((one) => one === request.query.done) ?? null;
        const page = ticketPage({
          ...linked,
          ...frameOf(context),
          language,
          path: `/t/${request.params.token}`,
          timeZone: context.configuration.setting('time_zone', 'UTC'),
          done,
          problem: null,
        });
        return send(reply, 200, page);
      },
    );
    portal.post<{ Params: { token: string }; Body: Posted }>(
      '/t/:token/messages',
      { config: publicLimit },
      async (request, reply) => {
        const context = await contextOf(pipeline, request);
        const { body } = parseBody(
          publicRoutes.answerLinked.body as z.ZodType,
          request.body,
          context.language,
        ) as { body: string };
        await inTransaction(app, (tx) => answerLinked(tx, context, request.params.token, body));
        return back(pipeline, context, reply, request.params.token, 'sent');
      },
    );
    portal.post<{ Params: { token: string }; Body: Posted }>(
      '/t/:token/decision',
      { config: publicLimit },
      async (request, reply) => {
        const context = await contextOf(pipeline, request);
        const accepted = request.body.accepted === 'true';
        const input = parseBody(
          publicRoutes.decideLinked.body as z.ZodType,
          { accepted, comment: request.body.comment },
          context.language,
        ) as { accepted: boolean; comment?: string };
        await inTransaction(app, (tx) => decideLinked(tx, context, request.params.token, input));
        return back(pipeline, context, reply, request.params.token, accepted ? 'confirmed' : 'refused');
      },
    );
    portal.get<{ Params: { token: string; file: string } }>(
      '/t/:token/files/:file',
      async (request, reply) => {
        const context = await contextOf(pipeline, request);
        const file = await linkedFile(app.db, context, request.params.token, request.params.file);
        return sendFile(reply, file);
      },
    );
    servePartnerPages(portal, pipeline);
  });
}

/** Posts from outside: thirty in five minutes from one address. */
export const publicLimit = { rateLimit: { max: 30, timeWindow: '5 minutes' } };

function back(
  pipeline: Pipeline,
  context: Context,
  reply: FastifyReply,
  token: string,
  done: string,
): FastifyReply {
  pipeline.app.ledgerGrew();
  return reply.redirect(`/t/${token}?lang=${context.language}&done=${done}`, 303);
}

/** The page on which an outside partner answers a question without an account. */
function servePartnerPages(portal: FastifyInstance, pipeline: Pipeline): void {
  const { app } = pipeline;
  const show = (reply: FastifyReply, context: Context, token: string, asked: AskedQuestion) => {
    const { due_at, asked_by, question, state } = asked;
    const page = {
      ...frameOf(context),
      question,
      state,
      due_at,
      askedBy: asked_by,
      path: `/c/${token}`,
      problem: null,
    };
    return send(
      reply,
      200,
      consultationPage({ ...page, timeZone: context.configuration.setting('time_zone', 'UTC') }),
    );
  };
  portal.get<{ Params: { token: string } }>('/c/:token', async (request, reply) => {
    const context = await contextOf(pipeline, request);
    const asked = await readConsultation(app.db, context, request.params.token);
    const language = languageOf((request.query as { lang?: string }).lang) ?? asked.language;
    return show(reply, { ...context, language }, request.params.token, asked);
  });
  portal.post<{ Params: { token: string }; Body: Posted }>(
    '/c/:token',
    { config: publicLimit },
    async (request, reply) => {
      const context = await contextOf(pipeline, request);
      const input = parseBody(publicRoutes.answerAsked.body as z.ZodType, request.body, context.language) as {
        body: string;
      };
      await inTransaction(app, (tx) => answerAsPartner(tx, context, request.params.token, input.body));
      app.ledgerGrew();
      return reply.redirect(`/c/${request.params.token}?lang=${context.language}`, 303);
    },
  );
}

/** The visitor's context: nobody signed in, in the language of the address, the form or the browser. */
async function contextOf(pipeline: Pipeline, request: FastifyRequest, chosen?: string): Promise<Context> {
  const context = await pipeline.identify(request);
  const language =
    languageOf(chosen) ??
    languageOf((request.query as { lang?: string }).lang) ??
    languageOf(request.headers['accept-language']) ??
    'en';
  return { ...context, viewer: null, actor: { kind: 'system', id: null, name: '' }, language };
}

const frameOf = ({ language, configuration }: Context) => ({
  language,
  organisation: configuration.organisation,
});

function formPageOf(
  context: Context,
  key: string,
  given: Posted,
  problem: { sentence: string; field: string | null } | null,
): string {
  const form = readWebForm(context, key);
  return formPage({ ...form, ...frameOf(context), path: `/form/${key}`, given, problem });
}

/** The flat names of an HTML form as the API's body: `fields.x` go into `fields`, what was left empty is left out. */
function formInput(posted: Posted): Record<string, unknown> {
  const fields: Record<string, string> = {};
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(posted)) {
    if (value === '') continue;
    if (name.startsWith('fields.')) fields[name.slice(7)] = value;
    else body[name] = value;
  }
  return Object.keys(fields).length > 0 ? { ...body, fields } : body;
}

function send(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .send(page);
}
