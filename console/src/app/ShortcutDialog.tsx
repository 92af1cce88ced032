import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

/** Every keyboard shortcut, by where it works. */
export default function ShortcutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const groups = [
    {
      name: t('keys.everywhere'),
      keys: [
        [['Ctrl+K'], t('palette.title')],
        [['/'], t('keys.search')],
        [['c'], t('keys.new')],
        [['p'], t('keys.phone_note')],
        [['['], t('keys.fold')],
        [['?'], t('keys.sheet')],
      ],
    },
    {
      name: t('keys.list'),
      keys: [
        [['j', 'k'], t('keys.move')],
        [['Enter', 'o'], t('keys.open')],
        [['x'], t('keys.select')],
        [['u'], t('keys.unread')],
        [['m'], t('keys.give')],
      ],
    },
    {
      name: t('keys.ticket'),
      keys: [
        [['r'], t('keys.reply')],
        [['n'], t('keys.note')],
        [['e'], t('keys.status')],
        [['t'], t('keys.take')],
        [['w'], t('keys.why')],
        [['i'], t('instruction.ask')],
        [['Ctrl+Enter'], t('keys.send')],
        [['Esc'], t('keys.back')],
      ],
    },
  ] as const;
  return (
    <Modal open title={t('menu.shortcuts')} onCancel={onClose} footer={null} width={720}>
      <div className="columns">
        {groups.map((group) => (
          <section key={group.name} className="stack" style={{ gap: 8 }}>
            <h2>{group.name}</h2>
            <dl className="key-list">
              {group.keys.map(([keys, meaning]) => (
                <div key={meaning}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="help" style={{ marginTop: 16 }}>
        {t('keys.off_hint')}
      </p>
    </Modal>
  );
}
