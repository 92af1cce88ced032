import { writeDocument } from '../document.ts';

/** A document that holds the given texts and nothing else. */
export function partsOf(...texts: string[]): string[] {
  const document = writeDocument();
  for (const text of texts) document.text(text);
  return document.finish();
}
