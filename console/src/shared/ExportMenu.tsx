import { type OperationId, type RouteContract, routes, urlOf } from '@shouwen/api';
import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons.tsx';
import { useCan } from './session.ts';

type ExportOperation = Extract<OperationId, `export${string}`>;
type Query = Record<string, string | undefined>;
const formats = ['csv', 'xlsx'] as const;

/** The address of a list as a file. */
function fileOf(operation: ExportOperation, format: (typeof formats)[number], name: string, query: Query) {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value));
  return urlOf('', routes[operation] as RouteContract, { query: { format, name, ...given } });
}

/** What a menu offers to take a list out as a file; nothing to who may not. */
export function useExportItems(
  operation: ExportOperation,
  name: string,
  query: Query,
): NonNullable<MenuProps['items']> {
  const { t } = useTranslation();
  const can = useCan();
  if (!can('ticket.export')) return [];
  return formats.map((format) => ({
    key: format,
    icon: <Icon name="download" />,
    label: (
      <a href={fileOf(operation, format, name, query)} download>
        {t(`list.export_${format}`)}
      </a>
    ),
  }));
}

interface ExportMenuProps {
  operation: ExportOperation;
  /** what the file is called */
  name: string;
  /** what narrows the list on screen */
  query?: Query;
}

const everything = {};

/** Takes the list on screen out as a file: a button with the kinds of files behind it. */
export function ExportMenu({ operation, name, query = everything }: ExportMenuProps) {
  const { t } = useTranslation();
  const items = useExportItems(operation, name, query);
  if (items.length === 0) return null;
  return (
    <Dropdown trigger={['click']} destroyOnHidden menu={{ items }}>
      <button
        type="button"
        className="icon-button"
        aria-haspopup="menu"
        aria-label={t('list.export')}
        title={t('list.export')}
      >
        <Icon name="download" />
      </button>
    </Dropdown>
  );
}
