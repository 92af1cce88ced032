import type { Configuration } from '../configuration/configuration.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { type Context, systemActor } from '../context.ts';
import { findOrCreateCustomer } from '../customers/find-or-create-customer.ts';
import { rightsOf, type Viewer } from '../people/viewer.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { Cast, CastPerson } from './cast.ts';
import { foundUnits, hirePeople, type Places } from './hire-people.ts';
import type { SampleRequest } from './history.ts';

export interface Administrator {
  id: string;
  name: string;
  language: Context['language'];
  timeZone: string;
}
export interface KnownCustomer {
  id: string;
  name: string;
}

/** A sample department at work: gives each of its people a context to act in at a moment. */
export class Office {
  readonly tx: Tx;
  readonly cast: Cast;
  places: Places = { units: {}, teams: {}, people: {} };
  /** customers that were recorded before they asked for anything, by name */
  readonly known = new Map<string, KnownCustomer>();
  readonly #app: Context['app'];
  #configuration: Configuration;
  readonly #admin: Administrator;

  constructor(
    { app }: { app: Context['app'] },
    tx: Tx,
    configuration: Configuration,
    admin: Administrator,
    cast: Cast,
  ) {
    this.#app = app;
    this.tx = tx;
    this.#configuration = configuration;
    this.#admin = admin;
    this.cast = cast;
  }

  /** Hires everybody. */
  async open(at: Date): Promise<void> {
    const founded = await foundUnits(this.tx, this.admin(at), this.cast, this.#root());
    this.#configuration = await loadConfiguration(this.tx, this.#app.org);
    this.places = await hirePeople(this.tx, this.admin(at), this.cast, founded);
    this.#configuration = await loadConfiguration(this.tx, this.#app.org);
  }

  /** Whoever lets the department be made, with every right in it. */
  admin(at: Date): Context {
    return this.#as(at, {
      ...this.#admin,
      grants: [{ role: 'administrator', unit: this.#root() }],
      teams: [],
    });
  }

  system(at: Date): Context {
    return {
      app: this.#app,
      org: this.#app.org,
      now: at,
      actor: systemActor,
      viewer: null,
      configuration: this.#configuration,
      requestId: newId(at),
      language: 'en',
    };
  }

  customer(at: Date, customer: KnownCustomer, language: Context['language']): Context {
    return { ...this.system(at), actor: { kind: 'customer', ...customer }, language };
  }

  person(at: Date, key: string): Context {
    const person = this.#person(key);
    const unit = this.places.units[person.unit];
    const id = this.places.people[key];
    if (!unit || !id) throw new Error(`nobody called ${key} was hired`);
    return this.#as(at, {
      id,
      name: person.name,
      language: person.language,
      timeZone: person.timeZone,
      grants: [{ role: person.role, unit }],
      teams: person.teams.flatMap((team) => this.places.teams[team] ?? []),
    });
  }

  /** Who asks: recorded before, known by mail address or phone, or recorded now. */
  async customerOf(at: Date, { customer, language }: SampleRequest): Promise<KnownCustomer> {
    const known = this.known.get(customer.name);
    if (known) return known;
    const { id, name } = await findOrCreateCustomer(this.tx, this.system(at), { ...customer, language });
    return { id, name };
  }

  /** The team that takes what comes in a language. */
  teamFor(language: Context['language']): string {
    const { teams } = this.cast;
    const team = teams.find((one) => one.language === language) ?? teams[0];
    if (!team) throw new Error('the cast has no team');
    return team.key;
  }

  /** Who works in a team, its lead last. */
  staffOf(team: string): string[] {
    const { teams, people } = this.cast;
    const lead = teams.find((one) => one.key === team)?.lead ?? '';
    return [
      ...people.filter((one) => one.teams.includes(team) && one.key !== lead).map((one) => one.key),
      lead,
    ];
  }

  #root(): string {
    const root = this.#configuration.units().find((unit) => unit.parent_id === null);
    if (!root) throw new Error('the set-up made no unit');
    return root.id;
  }

  #person(key: string): CastPerson {
    const person = this.cast.people.find((one) => one.key === key);
    if (!person) throw new Error(`there is no ${key} in the cast`);
    return person;
  }

  #as(at: Date, who: Administrator & { grants: { role: string; unit: string }[]; teams: string[] }): Context {
    const viewer: Viewer = {
      userId: who.id,
      name: who.name,
      language: who.language,
      timeZone: who.timeZone,
      teams: who.teams,
      rights: rightsOf(this.#configuration, who.grants),
      scopes: null,
      sessionId: null,
      confirmedAt: null,
      secondFactorDue: false,
      credential: who.id,
    };
    return {
      ...this.system(at),
      viewer,
      actor: { kind: 'user', id: who.id, name: who.name },
      language: viewer.language,
    };
  }
}
