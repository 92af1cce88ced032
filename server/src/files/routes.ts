import { type Implementation, implement } from '../platform/http/implement.ts';
import { findFile } from './find-file.ts';
import { openFile } from './open-file.ts';
import { uploadFile } from './upload-file.ts';

export const fileRoutes: Implementation[] = [
  implement(
    'uploadFile',
    async (db, context, { request }) => {
      const { id, name, media_type, size } = await uploadFile(db, context, request);
      return { id, name, media_type, size };
    },
    { transaction: 'none' }, // a slow upload must not hold a transaction open; what is written is one row
  ),
  implement('downloadFile', async (db, context, { params }) => {
    const file = await findFile(db, context, params.id);
    return openFile(db, context, file.id);
  }),
];
