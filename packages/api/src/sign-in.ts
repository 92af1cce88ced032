import { z } from 'zod';
import { Id, line, Moment } from './common.ts';

/** What a browser's WebAuthn interface takes and gives; the library that checks it knows its shape. */
export const WebAuthn = z.record(z.string(), z.unknown());

/** With what a person can prove once more, or beyond the password, that it is they. */
export const Proof = z.enum(['password', 'code', 'recovery_code', 'passkey', 'provider']);
export type Proof = z.infer<typeof Proof>;

/** An OpenID Connect provider as the log-in page offers it. */
export const OfferedProvider = z.object({ id: Id, name: z.string() });
export const Passkey = z.object({
  id: Id,
  name: z.string(),
  created_at: Moment,
  last_used_at: Moment.nullable(),
});
/** The second factors of a person, as they see them themselves. */
export const SecondFactors = z.object({
  /** whether the organisation demands one of this person */
  demanded: z.boolean(),
  /** whether this installation's address lets browsers keep passkeys for it */
  passkeys_possible: z.boolean(),
  totp: z.object({ created_at: Moment, last_used_at: Moment.nullable() }).nullable(),
  passkeys: z.array(Passkey),
  recovery_codes_left: z.number().int(),
});
/** Codes are given when the first factor is set up, and shown this once. */
export const FactorAdded = z.object({
  factors: SecondFactors,
  recovery_codes: z.array(z.string()).nullable(),
});
/** The client's secret goes in and never comes out. */
export const SignInProvider = z.object({
  id: Id,
  name: z.string(),
  issuer: z.string(),
  client_id: z.string(),
  active: z.boolean(),
  create_people: z.boolean(),
  asks_second_factor: z.boolean(),
  redirect_uri: z.string(),
  created_at: Moment,
});
const providerFields = {
  name: line(60),
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  client_id: line(300),
  client_secret: z.string().max(1000),
  active: z.boolean(),
  create_people: z.boolean(),
  asks_second_factor: z.boolean(),
};
export const SignInProviderBody = z.strictObject({
  ...providerFields,
  active: providerFields.active.optional(),
  create_people: providerFields.create_people.optional(),
  asks_second_factor: providerFields.asks_second_factor.optional(),
});
export const SignInProviderChanges = z.strictObject(providerFields).partial();
