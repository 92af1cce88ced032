import { z } from 'zod';
import { Problem } from './common.ts';
import type { RouteContract } from './contract.ts';
import { routes } from './routes.ts';

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of every call, made from the same schemas that validate requests.
 * `serverUrl` is the public address without a trailing slash.
 */
export function openApi(serverUrl: string, version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [operationId, contract] of Object.entries(routes) as [string, RouteContract][]) {
    const operations = paths[contract.path] ?? {};
    operations[contract.method.toLowerCase()] = operation(operationId, contract);
    paths[contract.path] = operations;
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Shouwen', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: `${serverUrl}/api/v1` }],
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'shouwen_session' },
      },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  };
}

function operation(operationId: string, contract: RouteContract): Json {
  const parameters = [...parametersOf(contract.params, 'path'), ...parametersOf(contract.query, 'query')];
  if (contract.ifMatch)
    parameters.push(header('If-Match', 'ETag of the state that the change is based on', true));
  if (contract.method === 'POST')
    parameters.push(header('Idempotency-Key', 'the same key gives the first answer again for 24 h', false));
  const status = String(contract.status ?? (contract.response || contract.file ? 200 : 204));
  const problem = {
    description: 'Problem details',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    operationId,
    summary: contract.summary,
    tags: [contract.tag],
    ...(contract.access === 'public' || contract.access === 'link' ? { security: [] } : {}),
    'x-access': contract.access,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(contract),
    responses: { [status]: success(contract), default: problem },
  };
}

function requestBody(contract: RouteContract): Json {
  if (contract.rawBody === 'multipart') {
    const schema = {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (contract.rawBody)
    return {
      requestBody: {
        required: true,
        content: { [contract.rawBody]: { schema: { type: 'string', format: 'binary' } } },
      },
    };
  if (!contract.body) return {};
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(contract.body, 'input') } },
    },
  };
}

function success(contract: RouteContract): Json {
  if (contract.file)
    return {
      description: 'The file',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    };
  if (!contract.response) return { description: 'Done' };
  return {
    description: 'Success',
    content: { 'application/json': { schema: schemaOf(contract.response, 'output') } },
  };
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const json = schemaOf(schema, 'input');
  const required = new Set((json.required as string[] | undefined) ?? []);
  return Object.entries((json.properties as Record<string, Json> | undefined) ?? {}).map(
    ([name, property]) => ({
      name,
      in: where,
      required: where === 'path' || required.has(name),
      schema: property,
    }),
  );
}

function header(name: string, description: string, required: boolean): Json {
  return { name, in: 'header', required, description, schema: { type: 'string' } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
  }) as Json;
  return json;
}
