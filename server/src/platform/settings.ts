import { resolve } from 'node:path';
import { StartError } from './errors.ts';

/** What the environment says (docs/operate/settings.md). Parsed once at start; wrong values stop the start with a sentence. */
export interface Settings {
  port: number;
  host: string;
  dataDirectory: string;
  databaseUrl: string | null;
  smtpInPort: number;
  /** public address without a trailing slash */
  url: string;
  role: 'all' | 'web' | 'worker';
  adminEmail: string | null;
  adminPassword: string | null;
  log: LogLevel;
  secret: string | null;
  trustProxy: boolean;
  smtpOut: string | null;
  files: string | null;
  /** `host:port` or CIDR ranges that webhooks may reach although they are private; empty by default */
  webhookAllow: string[];
  /** the same for providers of identity (OpenID Connect), which may then also be reached without encryption */
  oidcAllow: string[];
  /** the same for the providers that give leave to read and send mail (OAuth2) */
  mailAllow: string[];
}
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Reads the settings from environment variables. Throws `StartError` naming the variable and what it takes. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = integer(env, 'SHOUWEN_PORT', 8080, 0, 65_535);
  const host = env.SHOUWEN_HOST?.trim() || '127.0.0.1';
  return {
    port,
    host,
    dataDirectory: resolve(env.SHOUWEN_DATA?.trim() || './data'),
    databaseUrl: databaseUrl(env),
    smtpInPort: integer(env, 'SHOUWEN_SMTP_IN_PORT', 2525, 0, 65_535),
    url: publicUrl(env, `http://${host.includes(':') ? `[${host}]` : host}:${port}`),
    role: oneOf(env, 'SHOUWEN_ROLE', ['all', 'web', 'worker'] as const, 'all'),
    ...administrator(env),
    log: oneOf(env, 'SHOUWEN_LOG', logLevels, 'info'),
    secret: secret(env),
    trustProxy:
      oneOf(env, 'SHOUWEN_TRUST_PROXY', ['true', 'false', '1', '0', 'yes', 'no'] as const, 'false').match(
        /^(true|1|yes)$/,
      ) !== null,
    smtpOut: env.SHOUWEN_SMTP_OUT?.trim() || null,
    files: env.SHOUWEN_FILES?.trim() || null,
    webhookAllow: list(env.SHOUWEN_WEBHOOK_ALLOW),
    oidcAllow: list(env.SHOUWEN_OIDC_ALLOW),
    mailAllow: list(env.SHOUWEN_MAIL_ALLOW),
  };
}

function list(given: string | undefined): string[] {
  return (given ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const given = env[name]?.trim();
  if (!given) return fallback;
  const value = Number(given);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new StartError(`${name} is "${given}", but takes a whole number from ${min} to ${max}.`);
  }
  return value;
}

function oneOf<const T extends readonly string[]>(
  env: NodeJS.ProcessEnv,
  name: string,
  values: T,
  fallback: T[number],
): T[number] {
  const given = env[name]?.trim();
  if (!given) return fallback;
  if (!values.includes(given))
    throw new StartError(`${name} is "${given}", but takes one of: ${values.join(', ')}.`);
  return given;
}

function databaseUrl(env: NodeJS.ProcessEnv): string | null {
  const given = env.DATABASE_URL?.trim();
  if (!given) return null;
  if (!/^postgres(ql)?:\/\//.test(given)) {
    throw new StartError(
      'DATABASE_URL must begin with postgres:// or postgresql://, for example postgres://user:password@host:5432/shouwen.',
    );
  }
  return given;
}

function publicUrl(env: NodeJS.ProcessEnv, fallback: string): string {
  const given = env.SHOUWEN_URL?.trim();
  if (!given) return fallback;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw new StartError(
      `SHOUWEN_URL is "${given}", but must be a full address such as https://help.example.com.`,
    );
  }
  return given.replace(/\/+$/, '');
}

function administrator(env: NodeJS.ProcessEnv): Pick<Settings, 'adminEmail' | 'adminPassword'> {
  const adminEmail = env.SHOUWEN_ADMIN_EMAIL?.trim() || null;
  const adminPassword = env.SHOUWEN_ADMIN_PASSWORD || null;
  if ((adminEmail === null) !== (adminPassword === null)) {
    throw new StartError(
      'SHOUWEN_ADMIN_EMAIL and SHOUWEN_ADMIN_PASSWORD belong together: set both or neither.',
    );
  }
  if (adminEmail !== null && !/^[^\s@]+@[^\s@]+$/.test(adminEmail)) {
    throw new StartError(`SHOUWEN_ADMIN_EMAIL is "${adminEmail}", but must be a mail address.`);
  }
  if (adminPassword !== null && adminPassword.length < 10) {
    throw new StartError('SHOUWEN_ADMIN_PASSWORD must have at least 10 characters.');
  }
  return { adminEmail, adminPassword };
}

function secret(env: NodeJS.ProcessEnv): string | null {
  const given = env.SHOUWEN_SECRET?.trim();
  if (!given) return null;
  if (given.length < 32)
    throw new StartError('SHOUWEN_SECRET must have at least 32 characters (try: openssl rand -hex 32).');
  return given;
}
