import { type RawBuilder, sql } from 'kysely';

/** SQL text with `$n` placeholders and its values, as the condition compiler gives it, as part of a larger query. */
export function fragment<T = boolean>(compiled: { text: string; values: readonly unknown[] }): RawBuilder<T> {
  const strings: string[] = [];
  const values: unknown[] = [];
  let from = 0;
  for (const match of compiled.text.matchAll(/\$(\d+)/g)) {
    strings.push(compiled.text.slice(from, match.index));
    values.push(compiled.values[Number(match[1]) - 1]);
    from = match.index + match[0].length;
  }
  strings.push(compiled.text.slice(from));
  return sql<T>(strings as unknown as TemplateStringsArray, ...values);
}
