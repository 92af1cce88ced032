import type { Unit } from '../shared/staff.ts';

export interface TreeRow {
  unit: Unit;
  depth: number;
}

/** The units as one reads a tree, each with its depth. A unit whose parent is not among them stands at the top. */
export function inTreeOrder(units: readonly Unit[]): TreeRow[] {
  const ids = new Set(units.map((unit) => unit.id));
  const rows: TreeRow[] = [];
  const walk = (parent: string | null, depth: number) => {
    for (const unit of units) {
      const above = unit.parent_id !== null && ids.has(unit.parent_id) ? unit.parent_id : null;
      if (above !== parent || rows.some((row) => row.unit.id === unit.id)) continue;
      rows.push({ unit, depth });
      walk(unit.id, depth + 1);
    }
  };
  walk(null, 0);
  return rows;
}
