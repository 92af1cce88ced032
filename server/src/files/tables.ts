export interface StoredFileTable {
  org_id: number;
  id: string;
  sha256: string;
  size: number;
  media_type: string;
  name: string;
  created_at: Date;
  created_by: string | null;
}
export interface FileTables {
  stored_file: StoredFileTable;
}
