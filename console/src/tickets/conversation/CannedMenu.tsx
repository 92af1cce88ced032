import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useEntries } from '../../shared/config.ts';
import { Icon } from '../../shared/icons.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { sayProblem } from '../../shared/problem.ts';
import type { FullTicket } from '../queries.ts';
import { useComposer } from './composer-state.tsx';

/** Canned answers: the chosen one is put in at the cursor, its variables filled in by the server for this ticket. */
export function CannedMenu({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const answers = useEntries('canned');
  const { editorRef } = useComposer();

  async function insert(canned: string) {
    try {
      const { body } = await call('renderCanned', { params: { number: ticket.number, canned } });
      editorRef.current?.insertText(body);
    } catch (error) {
      sayProblem(error);
    }
  }
  if (answers.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      placement="topLeft"
      destroyOnHidden
      menu={{
        items: answers.map((answer) => ({
          key: answer.key,
          label: local(answer.value.name),
          onClick: () => void insert(answer.key),
        })),
      }}
    >
      <button
        type="button"
        className="icon-button"
        title={t('composer.canned')}
        aria-label={t('composer.canned')}
        aria-haspopup="menu"
      >
        <Icon name="quote" size={18} />
      </button>
    </Dropdown>
  );
}
