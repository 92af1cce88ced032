import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bones } from '../shared/States.tsx';
import type { StoredFile } from './kinds.ts';
import { drawPage } from './pdf.ts';
import { Unreadable } from './Unreadable.tsx';
import { useInSight } from './use-in-sight.ts';
import { type Pdf, usePdf } from './use-pdf.ts';

const widest = 960;

/** A PDF, all its pages one under the other, each drawn when it comes near. */
export default function PdfFile({ file }: { file: StoredFile }) {
  const { pdf, error } = usePdf(file.id, true);
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => setWidth(Math.min(widest, Math.floor(element.clientWidth))));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return (
    <div ref={box} className="pdf">
      {error !== null ? (
        <Unreadable />
      ) : pdf && width > 0 ? (
        Array.from({ length: pdf.document.numPages }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pages never move
          <PdfPage key={`${at} ${width}`} pdf={pdf} number={at + 1} width={width} />
        ))
      ) : (
        <Bones lines={10} />
      )}
    </div>
  );
}

function PdfPage({ pdf, number, width }: { pdf: Pdf; number: number; width: number }) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const inSight = useInSight(box);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    if (!inSight || !canvas.current) return;
    drawPage(pdf.document, number, { canvas: canvas.current, text: text.current, width }).catch(() => {
      if (!pdf.closed) setBroken(true);
    });
  }, [inSight, pdf, number, width]);
  return (
    <section
      ref={box}
      className="pdf-page"
      style={{ width, aspectRatio: pdf.ratio }}
      aria-label={t('file.page', { at: number, count: pdf.document.numPages })}
    >
      {broken ? (
        <Unreadable />
      ) : (
        <>
          <canvas ref={canvas} />
          <div ref={text} className="textLayer" />
        </>
      )}
    </section>
  );
}
