import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { paletteState, showPalette } from './palette-state.ts';

const Dialog = lazy(() => import('./PaletteDialog.tsx'));

/** Where the command palette appears; mounted once, fetched when first asked for. `Ctrl-K` works while one types, too. */
export function PaletteHost() {
  const shown = useSyncExternalStore(paletteState.subscribe, paletteState.isOpen);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      showPalette(!paletteState.isOpen());
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  if (!shown) return null;
  return (
    <Suspense fallback={null}>
      <Dialog onClose={() => showPalette(false)} />
    </Suspense>
  );
}
