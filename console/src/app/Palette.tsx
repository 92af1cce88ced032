import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';

const Dialog = lazy(() => import('./PaletteDialog.tsx'));
let open = false;
const listeners = new Set<() => void>();

function show(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

/** Shows the command palette (`Ctrl-K`). */
export function openPalette(): void {
  show(true);
}

/** Where the palette appears; mounted once, fetched when first asked for. `Ctrl-K` works while one types, too. */
export function PaletteHost() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      show(!open);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  if (!shown) return null;
  return (
    <Suspense fallback={null}>
      <Dialog onClose={() => show(false)} />
    </Suspense>
  );
}
