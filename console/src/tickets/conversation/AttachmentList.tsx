import type { ReactNode } from 'react';
import { useState } from 'react';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import type { Attachment } from './use-drafts.ts';

export const shownTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Files of a message: images in place, everything to download. */
export function AttachmentList({
  attachments,
  after,
}: {
  attachments: readonly Attachment[];
  after?: (file: Attachment) => ReactNode;
}) {
  const format = useFormat();
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments">
      {attachments.map((file) => (
        <li key={file.id} className="attachment">
          {shownTypes.includes(file.media_type) && <Preview file={file} />}
          <span className="row" style={{ gap: 6 }}>
            <a
              className="row attachment-name"
              href={`/api/v1/files/${file.id}`}
              download={file.name}
              style={{ gap: 6 }}
            >
              <Icon name="file" size={14} />
              <span className="cut">{file.name}</span>
            </a>
            <span className="num muted small">{format.size(file.size)}</span>
            {after?.(file)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Preview({ file }: { file: Attachment }) {
  const [broken, setBroken] = useState(false);
  if (broken) return null;
  return (
    <a href={`/api/v1/files/${file.id}`} download={file.name} className="preview">
      <img src={`/api/v1/files/${file.id}`} alt={file.name} loading="lazy" onError={() => setBroken(true)} />
    </a>
  );
}
