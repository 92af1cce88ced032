import type { Configuration } from '../configuration/configuration.ts';

/** The skills that a ticket asks for, by its type, its category and those above it, and its language. */
export function skillsFor(
  configuration: Configuration,
  ticket: { type_key: string; category_key: string | null; language: string },
): string[] {
  const categories = new Set<string>();
  for (
    let key = ticket.category_key;
    key && !categories.has(key);
    key = configuration.get('categories', key)?.parent ?? null
  )
    categories.add(key);
  return configuration
    .list('skills')
    .filter(
      ({ value }) =>
        value.types?.includes(ticket.type_key) ||
        value.categories?.some((key) => categories.has(key)) ||
        value.languages?.some((language) => language === ticket.language),
    )
    .map(({ key }) => key);
}
