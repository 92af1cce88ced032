import { useEffect, useRef, useState } from 'react';
import { drawPage } from './pdf.ts';
import type { Pdf } from './use-pdf.ts';

const width = 200;

/** The first page of a PDF, small. */
export default function PdfThumb({ pdf }: { pdf: Pdf }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    if (canvas.current)
      drawPage(pdf.document, 1, { canvas: canvas.current, width }).then(
        () => setDrawn(true),
        () => undefined, // the name of the file is beside it
      );
  }, [pdf]);
  return <canvas ref={canvas} className={drawn ? 'drawn' : ''} style={{ width }} />;
}
