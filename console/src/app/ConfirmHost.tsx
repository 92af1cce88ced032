import { lazy, Suspense, useEffect, useState } from 'react';
import { askBy } from '../shared/confirming.ts';

const ConfirmDialog = lazy(() => import('../account/ConfirmDialog.tsx'));

/** Where the question appears whether it is still you; mounted once. */
export function ConfirmHost() {
  const [answer, setAnswer] = useState<((confirmed: boolean) => void) | null>(null);
  useEffect(
    () =>
      askBy(
        () =>
          new Promise<boolean>((resolve) => {
            setAnswer(() => (confirmed: boolean) => {
              setAnswer(null);
              resolve(confirmed);
            });
          }),
      ),
    [],
  );
  return <Suspense fallback={null}>{answer && <ConfirmDialog onDone={answer} />}</Suspense>;
}
