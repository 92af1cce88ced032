import { lazy, Suspense, useRef, useState } from 'react';
import './files.css';
import { showFile } from './FileViewerHost.tsx';
import { fileAddress, previewKind, type StoredFile } from './kinds.ts';
import { useInSight } from './use-in-sight.ts';
import { usePdf } from './use-pdf.ts';
import { useText } from './use-text.ts';

const PdfThumb = lazy(() => import('./PdfThumb.tsx'));

const largestPdf = 5 * 1024 * 1024; // bytes fetched without being asked
const firstBytes = 2_048;
const firstLines = 7;

interface PreviewProps {
  file: StoredFile;
  /** what stands with it, reached with the arrow keys once it is open */
  files: readonly StoredFile[];
}

/** A look at a file where it stands: a picture, the first page, the first lines. Pressed, it opens over the page. */
export function FilePreview({ file, files }: PreviewProps) {
  const kind = previewKind(file.media_type);
  if (kind === 'image') return <ImagePreview file={file} files={files} />;
  if (kind === 'pdf' && file.size <= largestPdf) return <PdfPreview file={file} files={files} />;
  if (kind === 'text') return <TextPreview file={file} files={files} />;
  return null;
}

function ImagePreview({ file, files }: PreviewProps) {
  const [broken, setBroken] = useState(false);
  if (broken) return null;
  return (
    <a
      href={fileAddress(file.id)}
      download={file.name}
      className="preview"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        showFile(files, file.id);
      }}
    >
      <img src={fileAddress(file.id)} alt={file.name} loading="lazy" onError={() => setBroken(true)} />
    </a>
  );
}

function PdfPreview({ file, files }: PreviewProps) {
  const box = useRef<HTMLButtonElement>(null);
  const { pdf, error } = usePdf(file.id, useInSight(box));
  if (error !== null) return null;
  return (
    <button
      ref={box}
      type="button"
      className="preview preview-page"
      aria-hidden="true" // the name below does the same
      tabIndex={-1}
      onClick={() => showFile(files, file.id)}
    >
      <Suspense fallback={null}>{pdf && <PdfThumb pdf={pdf} />}</Suspense>
    </button>
  );
}

function TextPreview({ file, files }: PreviewProps) {
  const { data } = useText(file.id, firstBytes);
  if (!data) return null;
  const lines = data.text.split(/\r?\n/).slice(0, firstLines);
  return (
    <button
      type="button"
      className="preview preview-text"
      aria-hidden="true" // the name below does the same
      tabIndex={-1}
      onClick={() => showFile(files, file.id)}
    >
      {lines.join('\n')}
    </button>
  );
}
