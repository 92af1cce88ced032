import { z } from 'zod';

/** The three languages of the product. */
export const languages = ['zh', 'en', 'es'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** A text that a policy pack or an administrator names: one string for all, or one for each language. */
export const LocalText = z.union([
  z.string().trim().min(1).max(500),
  z
    .strictObject({
      zh: z.string().trim().min(1).max(500).optional(),
      en: z.string().trim().min(1).max(500).optional(),
      es: z.string().trim().min(1).max(500).optional(),
    })
    .refine(
      (texts) => Object.values(texts).some((text) => text !== undefined),
      'needs at least one language',
    ),
]);
export type LocalText = z.infer<typeof LocalText>;

/** Record identifiers are UUIDv7. */
export const Id = z.uuid();
/** RFC 3339 moment with an offset. */
export const Moment = z.iso.datetime({ offset: true });
/** A stable key of the configuration store. */
export const Key = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'small letters, digits, dots, dashes and underscores');

/** One-line text: trimmed, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'no line breaks or control characters');
/** Running text: no NUL, which PostgreSQL cannot store. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'no NUL character');

export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

/** As what a list is taken out, and under which name; joined with the query of the list itself. */
export const ExportAs = z.strictObject({ format: z.enum(['csv', 'xlsx']), name: line(100) });

/** A page of a list: `{items, next_cursor}`; the cursor is opaque, null at the end. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

/** A staff member as shown beside a record. */
export const PersonRef = z.object({ id: Id, name: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;
export const TeamRef = z.object({ id: Id, name: LocalText });
export const CustomerRef = z.object({ id: Id, name: z.string(), kind: z.enum(['person', 'organisation']) });

/** RFC 9457 problem details. `type` is stable; `params` fills the translated sentence of a client. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string(), code: z.string() })).optional(),
  rule: z.string().optional(),
  current: z.unknown().optional(),
  request_id: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
