import type { ResponseOf, Routes } from '@shouwen/api';

export type StoredFile = ResponseOf<Routes['uploadFile']>;
/** How a file can be shown in place. */
export type PreviewKind = 'image' | 'pdf' | 'text' | 'word' | 'sheet' | 'extract';

const images = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const office = 'application/vnd.openxmlformats-officedocument.';

/** How a file is shown, by the type that the server found in its content; null when it can only be downloaded. */
export function previewKind(mediaType: string): PreviewKind | null {
  if (images.includes(mediaType)) return 'image';
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType.startsWith('text/') || /^application\/(?:json|xml)$/.test(mediaType)) return 'text';
  if (mediaType === `${office}wordprocessingml.document`) return 'word';
  if (mediaType === `${office}spreadsheetml.sheet`) return 'sheet';
  // of other office files the server has read the text, for the search
  const extracted =
    mediaType.startsWith(office) || mediaType.startsWith('application/vnd.oasis.opendocument.');
  return extracted ? 'extract' : null;
}

/** Where a stored file is fetched from. */
export const fileAddress = (id: string): string => `/api/v1/files/${id}`;
