import type { ViewGrouping } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../shared/config.ts';
import { useLocalText } from '../../shared/local-text.ts';
import type { TicketRow } from '../queries.ts';

/** What stands in a list: rows, and before each group its heading. */
export type ListItem =
  | { kind: 'group'; key: string; label: string }
  | { kind: 'row'; key: string; row: TicketRow };

/** The rows with their headings; the server has put them together already. */
export function useListItems(rows: readonly TicketRow[], grouping: ViewGrouping | null): ListItem[] {
  const { t } = useTranslation();
  const names = useNames();
  const local = useLocalText();
  const labelOf = (row: TicketRow): string => {
    switch (grouping) {
      case 'status':
        return names.status(row.status);
      case 'priority':
        return t(`priority.${row.priority}`);
      case 'assignee':
        return row.assignee?.name ?? t('ticket.nobody');
      case 'team':
        return local(row.team.name);
      case 'type':
        return names.type(row.type);
      case null:
        return '';
    }
  };
  const items: ListItem[] = [];
  let before: string | null = null;
  for (const row of rows) {
    if (grouping !== null) {
      const group = groupOf(row, grouping);
      if (group !== before) items.push({ kind: 'group', key: `group ${group}`, label: labelOf(row) });
      before = group;
    }
    items.push({ kind: 'row', key: row.id, row });
  }
  return items;
}

function groupOf(row: TicketRow, grouping: ViewGrouping): string {
  switch (grouping) {
    case 'assignee':
      return row.assignee?.id ?? '';
    case 'team':
      return row.team.id;
    default:
      return row[grouping];
  }
}
