import type { SectionName, SectionValue } from '@shouwen/api';

/** One entry in force: the pack's value with the local layer laid over it, key by key. */
export interface Entry<S extends SectionName> {
  section: S;
  key: string;
  origin: string;
  version: string;
  value: SectionValue<S>;
  /** a local layer lies over it */
  local: boolean;
}

export interface UnitNode {
  id: string;
  parent_id: string | null;
  head_id: string | null;
}

/** The configuration in force at one revision: a value that use cases read without asking the database. */
export class Configuration {
  readonly revision: number;
  readonly organisation: string;
  /** pinned by tickets and obligations when they open */
  readonly policyVersion: string;
  readonly #entries: Map<string, Entry<SectionName>>;
  readonly #units: Map<string, UnitNode>;

  constructor(revision: number, organisation: string, entries: Entry<SectionName>[], units: UnitNode[]) {
    this.revision = revision;
    this.organisation = organisation;
    this.#entries = new Map(entries.map((entry) => [`${entry.section}/${entry.key}`, entry]));
    this.#units = new Map(units.map((unit) => [unit.id, unit]));
    const pack = entries.find((entry) => entry.origin.startsWith('pack:'));
    this.policyVersion = `${pack ? `${pack.origin.slice(5)} ${pack.version}` : 'local'} r${revision}`;
  }

  get<S extends SectionName>(section: S, key: string): SectionValue<S> | undefined {
    return this.#entries.get(`${section}/${key}`)?.value as SectionValue<S> | undefined;
  }

  /** The entries of a section in their order. */
  list<S extends SectionName>(section: S): Entry<S>[] {
    const found = [...this.#entries.values()].filter(
      (entry) => entry.section === section,
    ) as unknown as Entry<S>[];
    return found.sort((a, b) => orderOf(a.value) - orderOf(b.value) || (a.key < b.key ? -1 : 1));
  }

  all(): Entry<SectionName>[] {
    return [...this.#entries.values()];
  }

  setting<T>(key: string, fallback: T): T {
    const value = this.get('settings', key)?.value;
    return value === undefined ? fallback : (value as T);
  }

  units(): UnitNode[] {
    return [...this.#units.values()];
  }

  unit(id: string): UnitNode | undefined {
    return this.#units.get(id);
  }

  /** The unit and every unit below it. */
  unitsBelow(id: string): string[] {
    const below = [id];
    for (const parent of below)
      for (const unit of this.#units.values()) if (unit.parent_id === parent) below.push(unit.id);
    return below;
  }

  /** The unit and every unit above it, nearest first. */
  unitsAbove(id: string): string[] {
    const above: string[] = [];
    for (
      let unit = this.#units.get(id);
      unit;
      unit = unit.parent_id === null ? undefined : this.#units.get(unit.parent_id)
    )
      above.push(unit.id);
    return above;
  }
}

function orderOf(value: object): number {
  return 'order' in value && typeof value.order === 'number' ? value.order : 0;
}
