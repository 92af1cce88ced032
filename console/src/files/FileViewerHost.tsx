import { lazy, Suspense, useSyncExternalStore } from 'react';
import { previewKind, type StoredFile } from './kinds.ts';

const FileViewer = lazy(() => import('./FileViewer.tsx'));

interface Shown {
  files: readonly StoredFile[];
  at: number;
}
let shown: Shown | null = null;
const listeners = new Set<() => void>();

function show(next: Shown | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows a file over the page; the others of `files` that can be shown are reached with the arrow keys. */
export function showFile(files: readonly StoredFile[], id: string): void {
  const viewable = files.filter((file) => previewKind(file.media_type) !== null);
  const at = viewable.findIndex((file) => file.id === id);
  if (at >= 0) show({ files: viewable, at });
}

/** Where files appear; mounted once, fetched when the first is shown. */
export function FileViewerHost() {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  if (!current) return null;
  return (
    <Suspense fallback={null}>
      <FileViewer
        files={current.files}
        at={current.at}
        onMove={(at) => show({ ...current, at })}
        onClose={() => show(null)}
      />
    </Suspense>
  );
}
