import { getDocumentProxy } from 'unpdf';
import { longestText } from './readable.ts';

/** The text of a PDF, page by page until there is enough. A scanned page has none. Throws when it is damaged or locked. */
export async function readPdf(content: Buffer): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(content), {
    isEvalSupported: false,
    stopAtErrors: false,
  });
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
