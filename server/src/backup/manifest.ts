import { z } from 'zod';

/** What a backup says of itself: its first entry. Every part is named with its SHA-256. */
export const Manifest = z.object({
  format: z.literal('shouwen-backup-1'),
  created_at: z.string(),
  migrations: z.array(
    z.object({ version: z.number(), name: z.string(), digest: z.string(), applied_at: z.string() }),
  ),
  /** position and hash of the ledger in the snapshot */
  ledger: z.object({ position: z.number(), hash: z.string() }).nullable(),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number(),
      /** size in the archive, compressed */
      bytes: z.number(),
      /** of the rows, not compressed */
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last_value: z.number(), is_called: z.boolean() })),
  files: z.array(z.object({ sha256: z.string(), size: z.number() })),
  /** SHA-256 of the installation's secret, which is inside; null when it comes from SHOUWEN_SECRET and is not */
  secret: z.string().nullable(),
});
export type Manifest = z.infer<typeof Manifest>;

/** The name of the last entry of a backup, which holds the SHA-256 of the manifest's text: what has it is complete. */
export const lastEntry = 'manifest.sha256';
