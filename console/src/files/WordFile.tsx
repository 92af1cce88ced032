import { Bones } from '../shared/States.tsx';
import type { StoredFile } from './kinds.ts';
import { SafeDocument } from './SafeDocument.tsx';
import { Unreadable } from './Unreadable.tsx';
import { useOffice } from './use-office.ts';

/** A Word document: its text, lists, tables and pictures, without its layout. */
export default function WordFile({ file }: { file: StoredFile }) {
  const { data, error } = useOffice(file.id, 'word');
  if (error || (data && !('html' in data))) return <Unreadable error={error} />;
  if (!data) return <Bones lines={10} />;
  return (
    <div className="file-paper">
      <SafeDocument html={data.html} />
    </div>
  );
}
