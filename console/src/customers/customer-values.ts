import type { Language } from '@shouwen/api';
import { languages } from '@shouwen/api';
import type { FullCustomer } from './queries.ts';

export interface ContactValue {
  kind: 'email' | 'phone';
  value: string;
  primary: boolean;
}
/** What the form of a customer holds. */
export interface CustomerValues {
  kind: 'person' | 'organisation';
  name: string;
  contacts: ContactValue[];
  organisation: string | null;
  language: string;
  time_zone: string;
  external_ref: string;
  tier: string;
  notes: string;
}

export const fresh: CustomerValues = {
  kind: 'person',
  name: '',
  contacts: [
    { kind: 'email', value: '', primary: true },
    { kind: 'phone', value: '', primary: true },
  ],
  organisation: null,
  language: '',
  time_zone: '',
  external_ref: '',
  tier: '',
  notes: '',
};

export function valuesOf(customer: FullCustomer): CustomerValues {
  return {
    kind: customer.kind,
    name: customer.name,
    contacts: customer.contacts.map(({ kind, value, primary }) => ({ kind, value, primary })),
    organisation: customer.organisations[0]?.id ?? null,
    language: customer.language ?? '',
    time_zone: customer.time_zone ?? '',
    external_ref: customer.external_ref ?? '',
    tier: customer.tier ?? '',
    notes: customer.notes,
  };
}

/** What goes to the server: empty contacts are left out, empty texts unset. */
export function customerBody(values: CustomerValues) {
  const language: Language | null = languages.find((each) => each === values.language) ?? null;
  return {
    kind: values.kind,
    name: values.name,
    language,
    time_zone: values.time_zone || null,
    notes: values.notes,
    external_ref: values.external_ref.trim() || null,
    tier: values.tier || null,
    contacts: values.contacts.filter((contact) => contact.value.trim() !== ''),
    ...(values.kind === 'person'
      ? { organisation_ids: values.organisation ? [values.organisation] : [] }
      : {}),
  };
}
