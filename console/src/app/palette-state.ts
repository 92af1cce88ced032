let open = false;
const listeners = new Set<() => void>();

/** Shows or hides the command palette (`Ctrl-K`). */
export function showPalette(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`: whether it is shown. */
export const paletteState = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isOpen: () => open,
};
