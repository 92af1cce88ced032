import type { CheckedContact } from './contacts.ts';
import type { CustomerRow } from './fields.ts';
import { foldName } from './normalise.ts';

/** Columns of which a row of an import says one thing or nothing. */
export const importedColumns = ['name', 'language', 'time_zone', 'external_ref'] as const;
export type ImportedColumn = (typeof importedColumns)[number];

/** A customer that rows of an import speak of: one that is there, or one that is to be made. */
export interface ImportTarget {
  /** as it will be */
  row: CustomerRow;
  /** as it is stored; null of a new one */
  before: CustomerRow | null;
  /** what the records merged into it say: a row that repeats that says nothing new */
  merged: Pick<CustomerRow, ImportedColumn>[];
  /** `kind normalised` of every contact, those of merged records included */
  contacts: Set<string>;
  added: CheckedContact[];
  /** organisation → role, as it will be */
  organisations: Map<string, string | null>;
  /** those of them that are to be written */
  affiliated: Map<string, string | null>;
  /** the row of the file by which each column was given */
  said: Map<ImportedColumn, number>;
}

/** A target for a stored or a new customer. */
export function importTarget(row: CustomerRow, stored: boolean): ImportTarget {
  return {
    row,
    before: stored ? { ...row } : null,
    merged: [],
    contacts: new Set(),
    added: [],
    organisations: new Map(),
    affiliated: new Map(),
    said: new Map(),
  };
}

/** The columns of a stored target that are to be written. */
export function changedColumns(target: ImportTarget): (ImportedColumn | 'notes')[] {
  const { before, row } = target;
  return before === null
    ? []
    : ([...importedColumns, 'notes'] as const).filter((column) => before[column] !== row[column]);
}

/** Whether a target, or a record merged into it, says this of the column. */
export function says(target: ImportTarget, column: ImportedColumn, value: string): boolean {
  return [target.row, ...target.merged].some((record) => record[column] === value);
}

/** Whether a target, or a record merged into it, has this name. */
export function isCalled(target: ImportTarget, name: string): boolean {
  return [target.row, ...target.merged].some((record) => foldName(record.name) === foldName(name));
}

/** Finds the targets by everything that they are recognised by, the new ones as soon as they are planned. */
export interface TargetIndex {
  /** also when something was added to a target that stands in it */
  add(target: ImportTarget, contacts: readonly { kind: string; normalised: string }[]): void;
  byContact(kind: 'email' | 'phone', normalised: string): readonly ImportTarget[];
  byReference(reference: string): ImportTarget | null;
  byName(name: string): ImportTarget[];
  all(): ImportTarget[];
}

export function targetIndex(): TargetIndex {
  const targets = new Set<ImportTarget>();
  const contacts = new Map<string, ImportTarget[]>();
  const references = new Map<string, ImportTarget>();
  const names = new Map<string, ImportTarget[]>();
  const put = (map: Map<string, ImportTarget[]>, key: string, target: ImportTarget) => {
    const list = map.get(key);
    if (!list) map.set(key, [target]);
    else if (!list.includes(target)) list.push(target);
  };
  return {
    add(target, ofTarget) {
      targets.add(target);
      for (const { kind, normalised } of ofTarget) {
        const key = `${kind} ${normalised}`;
        target.contacts.add(key);
        put(contacts, key, target);
      }
      for (const { external_ref, name } of [target.row, ...target.merged]) {
        if (external_ref !== null) references.set(external_ref, target);
        put(names, foldName(name), target);
      }
    },
    byContact: (kind, normalised) => contacts.get(`${kind} ${normalised}`) ?? [],
    byReference: (reference) => references.get(reference) ?? null,
    byName: (name) => (names.get(foldName(name)) ?? []).filter((target) => isCalled(target, name)),
    all: () => [...targets],
  };
}
