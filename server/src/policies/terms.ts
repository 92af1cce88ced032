import type { SectionValue } from '@shouwen/api';
import type { Configuration } from '../configuration/configuration.ts';

/** What can be owed, and which policy says so: the part of a configuration that a ticket pins when it opens. */
export interface ServiceTerms {
  /** in order */
  kinds: { key: string; value: SectionValue<'obligations'> }[];
  /** in order; the first whose condition holds counts */
  policies: { key: string; value: SectionValue<'policies'> }[];
}

// A configuration never changes, so what follows from it is worked out once.
const termsIn = new WeakMap<Configuration, ServiceTerms>();

/** What this configuration says. */
export function termsInForce(configuration: Configuration): ServiceTerms {
  const known = termsIn.get(configuration);
  if (known) return known;
  const bare = <Value>({ key, value }: { key: string; value: Value }) => ({ key, value });
  const terms: ServiceTerms = {
    kinds: configuration.list('obligations').map(bare),
    policies: configuration.list('policies').map(bare),
  };
  termsIn.set(configuration, terms);
  return terms;
}

/** The same with one policy as somebody is writing it, in its place. */
export function withDraft(terms: ServiceTerms, draft?: ServiceTerms['policies'][number]): ServiceTerms {
  if (!draft) return terms;
  const others = terms.policies.filter(({ key }) => key !== draft.key);
  const policies = [...others, draft].sort(
    (a, b) => a.value.order - b.value.order || (a.key < b.key ? -1 : 1),
  );
  return { ...terms, policies };
}
