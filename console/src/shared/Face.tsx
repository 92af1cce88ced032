import type { CSSProperties } from 'react';

/** Initials of a Latin name, the family name of a Chinese one. */
export function initials(name: string): string {
  const trimmed = name.trim();
  const first = [...trimmed][0] ?? '?';
  if (/\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(first)) return first;
  const words = trimmed.split(/\s+/);
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return `${first}${last}`.toUpperCase();
}

function hueOf(id: string): number {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return (hash % 24) * 15;
}

interface FaceProps {
  name: string | null;
  id?: string | null;
  size?: number;
  /** a team has corners, a person is round */
  team?: boolean;
}

/** A person's or a team's mark. The name stands beside it or in a label of the surroundings; nobody looks like nobody. */
export function Face({ name, id, size = 24, team = false }: FaceProps) {
  const box: CSSProperties & Record<'--hue', number> = {
    width: size,
    height: size,
    fontSize: Math.max(9, Math.round(size * 0.42)),
    '--hue': hueOf(id ?? name ?? ''),
  };
  if (name === null)
    return (
      <span className="face nobody" style={box} aria-hidden="true">
        ?
      </span>
    );
  return (
    <span className={team ? 'face team' : 'face'} style={box} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
