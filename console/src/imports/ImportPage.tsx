import type { ImportResult } from '@shouwen/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../shared/api.ts';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { sayProblem } from '../shared/problem.ts';
import { ColumnMapping } from './ColumnMapping.tsx';
import { FileChooser } from './FileChooser.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { KnownColumns } from './KnownColumns.tsx';
import './imports.css';

interface ImportPageProps {
  title: string;
  lead: string;
  /** the product's fields with their names, in the order in which they are offered */
  fields: readonly { key: string; label: string; required?: boolean }[];
  operation: 'importCustomers' | 'importStaff';
  /** where to go afterwards */
  back: string;
  /** queries to fetch anew after the import */
  refresh: readonly string[];
}

/** Import in three steps on one page: choose a file, check what each column means, see what would happen, do it. */
export function ImportPage({ title, lead, fields, operation, back, refresh }: ImportPageProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [file, setFile] = useState<{ id: string; name: string } | null>(null);
  const [tried, setTried] = useState<ImportResult | null>(null);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const run = useMutation({
    mutationFn: ({
      fileId,
      dryRun,
      columns,
    }: {
      fileId: string;
      dryRun: boolean;
      columns?: Record<string, string>;
    }) =>
      call(operation, {
        body: { file_id: fileId, dry_run: dryRun, ...(columns ? { mapping: columns } : {}) },
      }),
    onSuccess: (result) => {
      setTried(result);
      setMapping(result.mapping);
      if (!result.dry_run) for (const key of refresh) void client.invalidateQueries({ queryKey: [key] });
    },
    onError: sayProblem,
  });
  const done = tried !== null && !tried.dry_run;
  const changed = tried !== null && JSON.stringify(tried.mapping) !== JSON.stringify(mapping);

  async function upload(chosen: File) {
    setTried(null);
    setFile(null);
    try {
      const form = new FormData();
      form.append('file', chosen, chosen.name);
      const stored = await call('uploadFile', {}, { form });
      setFile({ id: stored.id, name: stored.name });
      run.mutate({ fileId: stored.id, dryRun: true });
    } catch (error) {
      sayProblem(error);
    }
  }

  return (
    <Page title={title}>
      <div className="medium stack" style={{ gap: 24 }}>
        <p className="soft">{lead}</p>
        <FileChooser name={file?.name ?? null} busy={run.isPending} onFile={upload} />
        {!tried && <KnownColumns title={title} fields={fields} />}
        {tried && !done && (
          <ColumnMapping fields={fields} columns={tried.columns} mapping={mapping} onChange={setMapping} />
        )}
        {tried && <ImportOutcome result={tried} stale={changed} />}
        {file && tried && !done && (
          <div className="row wrap">
            {changed ? (
              <Button
                type="primary"
                loading={run.isPending}
                onClick={() => run.mutate({ fileId: file.id, dryRun: true, columns: mapping })}
              >
                {t('import.try')}
              </Button>
            ) : (
              <Button
                type="primary"
                loading={run.isPending}
                disabled={tried.created + tried.updated === 0}
                onClick={() => run.mutate({ fileId: file.id, dryRun: false, columns: mapping })}
              >
                {t('import.do', { count: tried.created + tried.updated })}
              </Button>
            )}
          </div>
        )}
        {done && (
          <div className="row">
            <Icon name="check" style={{ color: 'var(--green)' }} /> <Link to={back}>{t('import.show')}</Link>
          </div>
        )}
      </div>
    </Page>
  );
}
