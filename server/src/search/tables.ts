import type { Generated } from 'kysely';

export interface SearchDocumentTable {
  org_id: number;
  ticket_id: string;
  part: number;
  parts: number;
  activity_at: Date;
  digest: Buffer;
  words: string;
}
export interface SearchWordTable {
  org_id: number;
  word: string;
  documents: number;
}
export interface SearchDueTable {
  org_id: number;
  ticket_id: string;
  rank: number;
  anew: boolean;
  failures: Generated<number>;
  next_at: Date | null;
}
export interface SearchTagTable {
  org_id: number;
  folded: string;
  tag: string;
}
export interface FileTextTable {
  org_id: number;
  sha256: string;
  state: 'waiting' | 'read' | 'skipped' | 'failed';
  reason: string | null;
  attempts: Generated<number>;
  next_at: Date | null;
  content: Generated<string>;
  read_at: Date | null;
}
export interface SearchStateTable {
  org_id: number;
  tokeniser: number;
}
export interface SearchTables {
  search_document: SearchDocumentTable;
  search_word: SearchWordTable;
  search_due: SearchDueTable;
  search_tag: SearchTagTable;
  file_text: FileTextTable;
  search_state: SearchStateTable;
}
