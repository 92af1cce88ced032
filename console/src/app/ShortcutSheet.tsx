import { lazy, Suspense, useSyncExternalStore } from 'react';

const Sheet = lazy(() => import('./ShortcutDialog.tsx'));
let open = false;
const listeners = new Set<() => void>();

function show(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

/** Shows the sheet of keyboard shortcuts (`?`). */
export function openShortcutSheet(): void {
  show(true);
}

/** Where the sheet appears; mounted once, fetched when first asked for. */
export function ShortcutSheetHost() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
  if (!shown) return null;
  return (
    <Suspense fallback={null}>
      <Sheet onClose={() => show(false)} />
    </Suspense>
  );
}
