import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { longestText } from './readable.ts';

/**
 * The text of a PDF, page by page until there is enough. A scanned page has none. Throws when it is damaged or locked.
 * The character maps are needed for Chinese and Japanese PDFs that name a font of their reader instead of carrying one.
 */
export async function readPdf(content: Buffer): Promise<string> {
  const { getDocument } = await library();
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const document = await getDocument({
    data: new Uint8Array(content),
    cMapUrl: `${join(folder, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: 0,
  }).promise;
  let text = '';
  for (let number = 1; number <= document.numPages && text.length < longestText; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
    text += '\n';
    page.cleanup();
  }
  return text.slice(0, longestText);
}

/** The library wants some classes of browsers to be there when it is loaded; reading text makes no use of them. */
function library() {
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D'] as const)
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: class {} });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}
