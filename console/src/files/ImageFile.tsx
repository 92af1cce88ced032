import { useState } from 'react';
import { fileAddress, type StoredFile } from './kinds.ts';
import { Unreadable } from './Unreadable.tsx';

/** A picture as large as there is room. */
export function ImageFile({ file }: { file: StoredFile }) {
  const [broken, setBroken] = useState(false);
  if (broken) return <Unreadable />;
  return (
    <img className="file-image" src={fileAddress(file.id)} alt={file.name} onError={() => setBroken(true)} />
  );
}
