import { Modal } from 'antd';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icons.tsx';
import './palette.css';
import { type PaletteItem, usePaletteItems } from './use-palette-items.tsx';

/** Type where to go or what to do; arrows choose, Enter does it. */
export default function PaletteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const groups = usePaletteItems(typed);
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(chosen, items.length - 1);
  const list = useRef<HTMLDivElement>(null);
  const optionId = (item: PaletteItem) => `${id}-${items.indexOf(item)}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen comes into sight
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, typed]);
  function carryOut(item: PaletteItem | undefined) {
    if (!item) return;
    onClose();
    // after the dialog has gone, so that the focus it gives back is not taken from what is done
    window.setTimeout(item.run);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setChosen((at + 1) % Math.max(1, items.length));
    else if (event.key === 'ArrowUp') setChosen((at - 1 + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') carryOut(items[at]);
    else return;
    event.preventDefault();
  }
  const current = items[at];
  return (
    <Modal
      open
      title={<span className="sr">{t('palette.title')}</span>}
      closable={false}
      focusTriggerAfterClose={false}
      footer={null}
      width={620}
      className="palette"
      style={{ top: '12vh' }}
      onCancel={onClose}
    >
      <div className="palette-input">
        <Icon name="search" size={18} />
        <input
          // biome-ignore lint/a11y/noAutofocus: one opened it to type
          autoFocus
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current ? optionId(current) : undefined}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>{t('keys.esc')}</kbd>
      </div>
      <div
        className="palette-list"
        role="listbox"
        id={`${id}-list`}
        aria-label={t('palette.title')}
        ref={list}
        tabIndex={0}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options
          <div key={group.key} role="group" aria-label={group.label}>
            <div className="palette-group" aria-hidden="true">
              {group.label}
            </div>
            {group.items.map((item) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keys
              <div
                key={item.key}
                id={optionId(item)}
                role="option"
                aria-selected={item === current}
                tabIndex={-1}
                className="palette-option"
                onMouseMove={() => setChosen(items.indexOf(item))}
                onClick={() => carryOut(item)}
              >
                <Icon name={item.icon} />
                <span className="cut">{item.label}</span>
                {item.beside && <span className="palette-beside">{item.beside}</span>}
                {item.shortcut && <kbd className="end">{item.shortcut}</kbd>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {items.length === 0 && (
        <p className="palette-none" role="status">
          {t('picker.nothing')}
        </p>
      )}
    </Modal>
  );
}
