import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  TextLayer,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { fileAddress } from './kinds.ts';

GlobalWorkerOptions.workerSrc = workerAddress;
const parts = import.meta.env.PDF_PARTS;

/** A PDF that is being read, in a worker of its own. `close` ends the reading. */
export interface PdfReading {
  document: Promise<PDFDocumentProxy>;
  close: () => void;
}

/** Reads a stored PDF. Scripts and forms in it are not run: only its pages are drawn. The promise rejects when it is damaged or locked. */
export function readPdf(id: string): PdfReading {
  const task = getDocument({
    url: fileAddress(id),
    cMapUrl: `${parts}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${parts}standard_fonts/`,
    wasmUrl: `${parts}wasm/`,
    iccUrl: `${parts}iccs/`,
    enableXfa: false,
    isEvalSupported: false,
    verbosity: 0,
  });
  return { document: task.promise, close: () => void task.destroy() };
}

/** Draws one page onto a canvas so wide, in CSS pixels, and lays its text over it: to be read out, selected and copied. */
export async function drawPage(
  document: PDFDocumentProxy,
  number: number,
  to: { canvas: HTMLCanvasElement; text?: HTMLElement | null; width: number },
): Promise<void> {
  const page = await document.getPage(number);
  const scale = to.width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  const dense = Math.min(window.devicePixelRatio, 2);
  const { canvas } = to;
  canvas.width = Math.floor(viewport.width * dense);
  canvas.height = Math.floor(viewport.height * dense);
  await page.render({ canvas, viewport, transform: [dense, 0, 0, dense, 0, 0] }).promise;
  if (!to.text) return;
  to.text.replaceChildren();
  to.text.style.setProperty('--total-scale-factor', String(scale));
  await new TextLayer({ textContentSource: page.streamTextContent(), container: to.text, viewport }).render();
}
