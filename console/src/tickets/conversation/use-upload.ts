import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { sayProblem } from '../../shared/problem.ts';
import { toast } from '../../shared/toasts.tsx';
import type { Attachment } from './use-drafts.ts';

const limit = 25 * 1024 * 1024;

/** Uploads files one after the other and hands each over as it arrives, to `onFile` unless told otherwise. `busy`: how many are on their way. */
export function useUpload(onFile: (file: Attachment) => void) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(0);
  return {
    busy,
    async add(files: readonly File[], give: (file: Attachment) => void = onFile): Promise<void> {
      for (const file of files) {
        if (file.size > limit) {
          toast(t('composer.file_too_large', { name: file.name }), { tone: 'bad' });
          continue;
        }
        setBusy((count) => count + 1);
        try {
          const form = new FormData();
          form.append('file', file, file.name);
          give(await call('uploadFile', {}, { form }));
        } catch (error) {
          sayProblem(error);
        } finally {
          setBusy((count) => count - 1);
        }
      }
    },
  };
}
