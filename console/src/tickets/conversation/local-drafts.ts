import type { ComposerKind } from './composer-state.tsx';
import type { Draft } from './use-drafts.ts';

const name = (key: string, kind: ComposerKind) => `shouwen.draft:${key}:${kind}`;

/** Keeps a draft on this machine until the server has it. */
export function keepLocally(key: string, kind: ComposerKind, draft: Draft): void {
  localStorage.setItem(name(key, kind), JSON.stringify(draft));
}

export function forgetLocally(key: string, kind: ComposerKind): void {
  localStorage.removeItem(name(key, kind));
}

/** The draft that the server has never confirmed, or null. */
export function keptLocally(key: string, kind: ComposerKind): Draft | null {
  const found = localStorage.getItem(name(key, kind));
  if (found === null) return null;
  try {
    const parsed: unknown = JSON.parse(found);
    return isDraft(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'html' in value &&
    typeof value.html === 'string' &&
    'attachments' in value &&
    Array.isArray(value.attachments)
  );
}
