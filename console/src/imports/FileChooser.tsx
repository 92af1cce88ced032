import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icons.tsx';

interface FileChooserProps {
  name: string | null;
  busy: boolean;
  onFile: (file: File) => void;
}

/** Takes one CSV or XLSX file, by choice or by dropping it. */
export function FileChooser({ name, busy, onFile }: FileChooserProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <label
      className={over ? 'file-drop over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <Icon name="upload" size={22} />
      <span className="strong">{name ?? t('import.choose')}</span>
      <span className="help">{busy ? t('import.reading') : t('import.kinds')}</span>
      <input
        type="file"
        className="sr"
        accept=".csv,.xlsx,text/csv"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
    </label>
  );
}
