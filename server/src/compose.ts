import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type pg from 'pg';
import manifest from '../package.json' with { type: 'json' };
import { servePortal } from './channels/web/pages.ts';
import { configurationCache } from './configuration/load-configuration.ts';
import { type Actor, type App, type Context, systemActor } from './context.ts';
import { measures } from './measures.ts';
import { installationWay } from './outbox/sending/way-out.ts';
import { authenticate, sessionCookie } from './people/authenticate.ts';
import { requireConfirmed } from './people/confirmed.ts';
import { can } from './people/viewer.ts';
import type { Clock } from './platform/clock.ts';
import { Refusal } from './platform/errors.ts';
import { localFileStore } from './platform/files/file-store.ts';
import { serveApiDocs } from './platform/http/api-docs.ts';
import { serveHealth } from './platform/http/health.ts';
import { serveMetrics } from './platform/http/metrics.ts';
import type { Pipeline } from './platform/http/pipeline.ts';
import { isOurOrigin } from './platform/http/same-site.ts';
import { type Credential, createHttpServer, credentialOf } from './platform/http/server.ts';
import { newId } from './platform/ids.ts';
import type { Logger } from './platform/log.ts';
import { readExceptions } from './platform/outgoing/allowed-addresses.ts';
import { openKysely } from './platform/pool.ts';
import { openSecrets } from './platform/secrets.ts';
import type { Settings } from './platform/settings.ts';
import { languageOf } from './platform/texts.ts';
import { implementations } from './routes.ts';
import type { Tables } from './tables.ts';

export const org = 1; // one installation is one organisation; every key carries it all the same

export interface Parts {
  settings: Settings;
  pool: pg.Pool;
  clock: Clock;
  log: Logger;
  /** the key from which all others are derived */
  secret: string;
}

/** The composition root: the services of one process and what they need of one another. */
export interface Composition {
  app: App;
  pool: pg.Pool;
  /** a context in which the product itself acts */
  systemContext(): Promise<Context>;
  /** a context in which whoever holds this session or API key acts; null when it holds no longer, never did, or lacks its second factor */
  contextOf(credential: Credential): Promise<Context | null>;
  /** makes the HTTP server; `checkAnswers` also holds answers against the contract */
  httpServer(options?: { checkAnswers?: boolean }): Promise<FastifyInstance>;
  /** called when events were appended */
  onLedgerGrew(listener: () => void): void;
}

export async function compose({ settings, pool, clock, log, secret }: Parts): Promise<Composition> {
  // a wrong entry stops the start
  readExceptions(settings.oidcAllow, 'SHOUWEN_OIDC_ALLOW');
  readExceptions(settings.mailAllow, 'SHOUWEN_MAIL_ALLOW');
  installationWay(settings.smtpOut);
  const folder = settings.files ?? join(settings.dataDirectory, 'files');
  await mkdir(folder, { recursive: true });
  const listeners: (() => void)[] = [];
  const db = openKysely<Tables>(pool);
  const app: App = {
    org,
    db,
    clock,
    settings,
    secrets: openSecrets(secret),
    files: localFileStore(folder),
    log,
    ledgerGrew: () => {
      for (const listener of listeners) listener();
    },
  };
  const configurationAt = configurationCache(db, org);
  const systemContext = async (): Promise<Context> => {
    const now = clock.now();
    return {
      app,
      org,
      now,
      actor: systemActor,
      viewer: null,
      configuration: await configurationAt(),
      requestId: newId(now),
      language: 'en',
    };
  };
  const contextOf: Composition['contextOf'] = async (credential) => {
    const now = clock.now();
    const found = await authenticate(db, org, now, credential, configurationAt);
    if (!found) return null;
    const { viewer, configuration } = found;
    return {
      app,
      org,
      now,
      actor: { kind: 'user', id: viewer.userId, name: viewer.name },
      viewer,
      configuration,
      requestId: newId(now),
      language: viewer.language,
    };
  };
  const pipeline: Pipeline = {
    app,
    checkAnswers: false,
    can: (context, permission) => can(context.viewer, permission),
    requireConfirmed,
    async identify(request) {
      const asked = languageOf(request.headers['accept-language']);
      const credential = credentialOf(request, sessionCookie);
      if (!credential)
        return {
          ...(await systemContext()),
          actor: nobody,
          requestId: request.id,
          language: asked ?? 'en',
        };
      if (credential.kind === 'session') refuseOtherSites(request, settings);
      const context = await contextOf(credential);
      if (!context && credential.kind === 'api_key') throw new Refusal('unauthenticated', 'sign_in_needed');
      if (!context)
        return { ...(await systemContext()), actor: nobody, requestId: request.id, language: asked ?? 'en' };
      return { ...context, requestId: request.id, language: asked ?? context.language };
    },
  };
  return {
    app,
    pool,
    systemContext,
    async contextOf(credential) {
      const context = await contextOf(credential);
      return context?.viewer?.secondFactorDue ? null : context;
    },
    async httpServer(options) {
      const complete = { ...pipeline, checkAnswers: options?.checkAnswers ?? false };
      const server = await createHttpServer(complete, implementations);
      await servePortal(server, complete);
      serveHealth(server, pool);
      serveMetrics(server, complete, pool, measures(app));
      serveApiDocs(server, settings, manifest.version);
      return server;
    },
    onLedgerGrew: (listener) => listeners.push(listener),
  };
}

/** Who calls without signing in: not the product itself, which may everything. */
const nobody: Actor = { kind: 'system', id: null, name: '' };

/** A change that comes with the session cookie must come from our own pages (beside SameSite). */
function refuseOtherSites(request: FastifyRequest, settings: Settings): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (isOurOrigin(request.headers, settings.url)) return;
  throw new Refusal('forbidden', 'cross_site');
}
