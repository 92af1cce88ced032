import type { LocalText, SectionName, SectionValue } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { configQuery, type Entry, useEntries } from '../shared/config.ts';
import { textIfAny } from '../shared/i18n.ts';
import { Icon } from '../shared/icons.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { EntryDialog } from './EntryDialog.tsx';
import { HistoryDrawer } from './HistoryDrawer.tsx';
import type { SectionDefinition } from './sections.tsx';
import { useBackToPack } from './use-back-to-pack.ts';

interface SectionViewProps<S extends SectionName> {
  section: S;
  definition: SectionDefinition<S>;
}

/** The entries of one section: what they are, where they come from, and how to change them. */
export function SectionView<S extends SectionName>({ section, definition }: SectionViewProps<S>) {
  const { t } = useTranslation();
  const { isPending, error, refetch } = useQuery(configQuery);
  const entries = useEntries(section);
  const [editing, setEditing] = useState<Entry<S> | 'new' | null>(null);
  const [start, setStart] = useState<SectionValue<S> | null>(null);
  const [history, setHistory] = useState<Entry<S> | null>(null);
  const back = useBackToPack(section);
  const nameOf = useEntryName(section);
  const { Summary, Below, Side, Start, blank } = definition;
  return (
    <Page
      title={t(`section.${section}`)}
      actions={
        blank && (
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => setEditing('new')}>
            {t('settings.add')}
          </Button>
        )
      }
    >
      <div className="stack medium" style={{ gap: 16 }}>
        <p className="soft">{t(`section_help.${section}`)}</p>
        {isPending && <Bones />}
        {error && <Broken error={error} retry={refetch} />}
        {!isPending && !error && entries.length === 0 && !Start && (
          <Empty
            icon="settings"
            title={t('settings.empty')}
            action={blank && <Button onClick={() => setEditing('new')}>{t('settings.add')}</Button>}
          >
            {textIfAny(`section_empty.${section}`)}
          </Empty>
        )}
        {!isPending && !error && entries.length === 0 && Start && (
          <Start
            onBegin={(value) => {
              setStart(value);
              setEditing('new');
            }}
          />
        )}
        {entries.length > 0 && (
          <ul className="entry-list">
            {entries.map((entry) => (
              <li key={entry.key} className="entry">
                <button type="button" className="bare entry-main" onClick={() => setEditing(entry)}>
                  <span className="strong">{nameOf(entry)}</span>
                  <span className="small soft entry-summary">
                    <Summary entry={entry} />
                  </span>
                </button>
                <span className="row small entry-side">
                  {Side && <Side entry={entry} />}
                  <Origin entry={entry} />
                  <button type="button" className="link" onClick={() => setHistory(entry)}>
                    {t('settings.history')}
                  </button>
                  {entry.local && (
                    <button type="button" className="link" onClick={() => back.mutate(entry)}>
                      {entry.origin === 'local' ? t('common.remove') : t('settings.back_to_pack')}
                    </button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
        {Below && <Below />}
      </div>
      {editing && (
        <EntryDialog
          section={section}
          definition={definition}
          title={
            editing === 'new' ? t('settings.add_to', { section: t(`section.${section}`) }) : nameOf(editing)
          }
          {...(editing === 'new' ? {} : { entry: editing })}
          {...(editing === 'new' && start ? { start } : {})}
          onClose={() => {
            setEditing(null);
            setStart(null);
          }}
        />
      )}
      {history && (
        <HistoryDrawer
          section={section}
          entryKey={history.key}
          title={nameOf(history)}
          onClose={() => setHistory(null)}
        />
      )}
    </Page>
  );
}

function Origin({ entry }: { entry: { origin: string; version: string; local: boolean } }) {
  const { t } = useTranslation();
  const pack = entry.origin.replace(/^pack:/, '');
  if (entry.origin === 'local') return <span className="pill">{t('settings.own')}</span>;
  if (entry.local) return <span className="pill accent">{t('settings.changed_from', { pack })}</span>;
  return <span className="pill">{t('settings.from_pack', { pack, version: entry.version })}</span>;
}

/** The name of an entry; sections whose entries have none use the texts of the console. */
function useEntryName<S extends SectionName>(section: S): (entry: Entry<S>) => string {
  const local = useLocalText();
  return (entry) => {
    const value: { name?: LocalText } = entry.value as { name?: LocalText };
    return value.name === undefined
      ? (textIfAny(`named.${section}.${entry.key}`) ?? entry.key)
      : local(value.name);
  };
}
