/** Up to which size an attachment is read, in bytes. */
export const largestFile = 20 * 1024 * 1024;
/** How much of its text is searched, in UTF-16 units. */
export const longestText = 100_000;

const office = 'application/vnd.openxmlformats-officedocument.';
const openDocument = 'application/vnd.oasis.opendocument.';

/** With which code the reading program ends when the file is to blame. */
export const unreadableExit = 3;

export type Format = 'text' | 'pdf' | 'word' | 'slides' | 'sheet' | 'open_document';

/** In which way the text of a file of this type is read; null when there is none to be had. */
export function formatOf(mediaType: string): Format | null {
  if (mediaType.startsWith('text/') || /^application\/(?:json|xml)$/.test(mediaType)) return 'text';
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType.startsWith(`${office}wordprocessingml.`)) return 'word';
  if (mediaType.startsWith(`${office}presentationml.`)) return 'slides';
  if (mediaType.startsWith(`${office}spreadsheetml.`)) return 'sheet';
  return mediaType.startsWith(openDocument) ? 'open_document' : null;
}

/** Why a file is not read; null when it is. */
export function unreadable(file: { media_type: string; size: number }): string | null {
  if (formatOf(file.media_type) === null) return 'format';
  return file.size > largestFile ? 'too_large' : null;
}
