import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { Bones } from '../shared/States.tsx';
import type { StoredFile } from './kinds.ts';
import { Unreadable } from './Unreadable.tsx';
import { useText } from './use-text.ts';

const most = 256 * 1024; // bytes shown

/** A text file as it is written, to a bound. HTML and scripts are text like any other. */
export function TextFile({ file }: { file: StoredFile }) {
  const { t } = useTranslation();
  const { data, error } = useText(file.id, most);
  if (error) return <Unreadable error={error} />;
  if (!data) return <Bones lines={10} />;
  return (
    <div className="file-paper">
      <pre className="file-text">{data.text}</pre>
      {!data.whole && <p className="small muted">{t('file.cut')}</p>}
    </div>
  );
}

const look = 2_000;

/** The words of an office file, as the server has read them for the search. */
export function ExtractFile({ file }: { file: StoredFile }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['file', file.id, 'extract'],
    queryFn: ({ signal }) => call('fileText', { params: { id: file.id } }, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? look : false),
  });
  if (error || data?.state === 'none') return <Unreadable error={error} />;
  if (!data || data.state === 'waiting') return <Bones lines={10} />;
  return (
    <div className="file-paper">
      <p className="small muted">{t('file.words_only')}</p>
      <pre className="file-text">{data.text}</pre>
      {!data.whole && <p className="small muted">{t('file.cut')}</p>}
    </div>
  );
}
