import { ApiError, type Call, createClient, type Problem } from '@shouwen/api';
import { administrator, type Installation } from './installation.ts';

/** What one request was answered with. */
export interface Reply {
  status: number;
  headers: Headers;
  /** parsed when it is JSON */
  body: unknown;
}

/** Sends one request to the API as any program would. Throws when there is no answer. */
export async function send(
  url: string,
  method: string,
  path: string,
  options: { key?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Reply> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(options.key ? { authorization: `Bearer ${options.key}` } : {}),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** The problem details with which a call is refused. Throws when it is not refused. */
export async function refusalOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ApiError) return error.problem;
    throw error;
  }
  throw new Error('The call was not refused.');
}

/** The typed client with the key of a person, made by the command line beside the running server. */
export async function clientFor(
  installation: Installation,
  url: string,
  email = administrator.email,
): Promise<{ call: Call; key: string }> {
  const { code, stdout, stderr } = await installation.cli(['api-key', 'create', '--for', email]);
  if (code !== 0) throw new Error(`api-key create failed: ${stderr}`);
  const key = stdout.trim();
  return { call: createClient({ baseUrl: url, apiKey: key }), key };
}

/** The variables of an unattended set-up. */
export const withAdministrator = {
  SHOUWEN_ADMIN_EMAIL: administrator.email,
  SHOUWEN_ADMIN_PASSWORD: administrator.password,
};
