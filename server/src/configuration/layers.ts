import { canonicalJson } from '../events/canonical-json.ts';

export type Value = Record<string, unknown>;

// names what the local layer takes away; no section has a key like it
const without = '$without';

/** A local layer over the pack's value: each of its top-level keys replaces the pack's. */
export function laidOver(below: object | undefined, layer: Value): Value {
  const { [without]: gone, ...own } = layer;
  const value: Value = { ...below, ...own };
  if (Array.isArray(gone)) for (const key of gone) delete value[String(key)];
  return value;
}

/** The layer that makes `wanted` of the value below: only what differs. Null when nothing does. */
export function layerFor(below: object | undefined, wanted: Value): Value | null {
  if (!below) return wanted;
  const lower = new Map(Object.entries(below));
  const own = Object.entries(wanted).filter(
    ([key, value]) => !lower.has(key) || canonicalJson(lower.get(key)) !== canonicalJson(value),
  );
  const gone = [...lower.keys()].filter((key) => wanted[key] === undefined);
  if (own.length === 0 && gone.length === 0) return null;
  return { ...Object.fromEntries(own), ...(gone.length > 0 ? { [without]: gone } : {}) };
}
