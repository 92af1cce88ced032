import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';

export interface Pdf {
  document: PDFDocumentProxy;
  /** of the first page: width by height */
  ratio: number;
  /** nobody looks at it any more */
  closed: boolean;
}

/** Reads a stored PDF as soon as it is wanted, with the library that is fetched for it; closed when nobody looks any more. */
export function usePdf(id: string, wanted: boolean): { pdf: Pdf | null; error: unknown } {
  const [pdf, setPdf] = useState<Pdf | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!wanted) return;
    let closed = false;
    let close: (() => void) | undefined;
    let opened: Pdf | null = null;
    const read = async () => {
      const { readPdf } = await import('./pdf.ts');
      if (closed) return;
      const reading = readPdf(id);
      close = reading.close;
      const document = await reading.document;
      const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
      opened = { document, ratio: width / height, closed };
      if (!closed) setPdf(opened);
    };
    read().catch((failure: unknown) => {
      if (!closed) setError(failure);
    });
    return () => {
      closed = true;
      if (opened) opened.closed = true;
      close?.();
    };
  }, [id, wanted]);
  return { pdf, error };
}
