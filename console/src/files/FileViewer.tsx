import { type KeyboardEvent, lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { Bones } from '../shared/States.tsx';
import './files.css';
import { ImageFile } from './ImageFile.tsx';
import { fileAddress, type PreviewKind, previewKind, type StoredFile } from './kinds.ts';
import { ExtractFile, TextFile } from './TextFile.tsx';

const PdfFile = lazy(() => import('./PdfFile.tsx'));
const WordFile = lazy(() => import('./WordFile.tsx'));
const SheetFile = lazy(() => import('./SheetFile.tsx'));

const readers: Record<PreviewKind, React.ComponentType<{ file: StoredFile }>> = {
  image: ImageFile,
  pdf: PdfFile,
  text: TextFile,
  word: WordFile,
  sheet: SheetFile,
  extract: ExtractFile,
};

interface ViewerProps {
  files: readonly StoredFile[];
  at: number;
  onMove: (at: number) => void;
  onClose: () => void;
}

/** A file over the whole page. Left and right go to the next one, Esc closes. */
export default function FileViewer({ files, at, onMove, onClose }: ViewerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLElement>(null);
  const file = files[at];
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    body.current?.focus(); // so that the arrows scroll at once
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  if (!file) return null;
  const kind = previewKind(file.media_type);
  const Reader = kind && readers[kind];
  const move = (step: number) => {
    if (files[at + step]) onMove(at + step);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    if (files.length < 2 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(event.key === 'ArrowLeft' ? -1 : 1);
  };
  return (
    <dialog
      ref={dialog}
      className="file-viewer"
      aria-label={file.name}
      onKeyDown={onKey}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="file-viewer-head">
        <span className="strong cut">{file.name}</span>
        <span className="num muted small file-viewer-size">{format.size(file.size)}</span>
        {files.length > 1 && (
          <span className="num muted small file-viewer-size" role="status">
            {t('file.position', { at: at + 1, count: files.length })}
          </span>
        )}
        <span className="end row" style={{ gap: 4 }}>
          <a
            className="icon-button"
            href={fileAddress(file.id)}
            download={file.name}
            title={t('file.download')}
            aria-label={t('file.download')}
          >
            <Icon name="download" size={18} />
          </a>
          <button
            type="button"
            className="icon-button"
            onClick={onClose}
            title={t('common.close')}
            aria-label={t('common.close')}
          >
            <Icon name="close" size={18} />
          </button>
        </span>
      </header>
      <section
        ref={body}
        className="file-viewer-body"
        aria-label={t('file.content', { name: file.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <Suspense fallback={<Bones lines={10} />}>{Reader && <Reader key={file.id} file={file} />}</Suspense>
      </section>
      {files.length > 1 && (
        <>
          <button
            type="button"
            className="file-viewer-step previous"
            disabled={at === 0}
            onClick={() => move(-1)}
            aria-label={t('file.previous')}
          >
            <Icon name="left" size={22} />
          </button>
          <button
            type="button"
            className="file-viewer-step next"
            disabled={at === files.length - 1}
            onClick={() => move(1)}
            aria-label={t('file.next')}
          >
            <Icon name="right" size={22} />
          </button>
        </>
      )}
    </dialog>
  );
}
