import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckField, TextField } from '../shared/fields.tsx';
import { usePersonal } from '../shared/personal.ts';
import { readQuiet } from './quiet-hours.ts';

/** Whether one is called when the console is out of sight, and when not. */
export function NoticeSettings() {
  const { t } = useTranslation();
  const [wanted, setWanted] = usePersonal('notices.browser', 'off');
  const [hours, setHours] = usePersonal('notices.quiet', '');
  const [refused, setRefused] = useState(false);
  const quiet = readQuiet(hours);

  async function want(on: boolean) {
    const allowed =
      !on || ('Notification' in window && (await Notification.requestPermission()) === 'granted');
    setRefused(!allowed);
    setWanted(on && allowed ? 'on' : 'off');
  }
  return (
    <details className="notice-settings">
      <summary>{t('notices.settings')}</summary>
      <div className="form">
        <CheckField
          label={t('notices.browser')}
          help={refused ? t('notices.refused') : t('notices.browser_help')}
          value={wanted === 'on'}
          onChange={(on) => void want(on)}
        />
        <CheckField
          label={t('notices.quiet')}
          help={t('notices.quiet_help')}
          value={quiet !== null}
          onChange={(on) => setHours(on ? '22:00-07:00' : '')}
        />
        {quiet && (
          <div className="columns">
            <TextField
              label={t('notices.quiet_from')}
              type="time"
              value={quiet.from}
              onChange={(from) => from && setHours(`${from}-${quiet.until}`)}
            />
            <TextField
              label={t('notices.quiet_until')}
              type="time"
              value={quiet.until}
              onChange={(until) => until && setHours(`${quiet.from}-${until}`)}
            />
          </div>
        )}
      </div>
    </details>
  );
}
