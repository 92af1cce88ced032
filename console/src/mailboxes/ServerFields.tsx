import { MailSecurity } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../shared/fields.tsx';

interface MailServer {
  host: string;
  port: number;
  security: MailSecurity;
}

/** Where a mail server is and how the connection is made safe; the usual port comes with the latter. */
export function ServerFields({
  server,
  ports,
  onChange,
}: {
  server: MailServer;
  ports: Record<MailSecurity, number>;
  onChange: (changes: Partial<MailServer>) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="columns">
      <TextField
        label={t('mailbox.host')}
        spellCheck={false}
        value={server.host}
        onChange={(host) => onChange({ host })}
      />
      <SelectField
        label={t('mailbox.security')}
        options={MailSecurity.options.map((value) => ({ value, label: t(`mail_security.${value}`) }))}
        value={server.security}
        onChange={(chosen) => {
          const security = MailSecurity.options.find((each) => each === chosen) ?? 'tls';
          const usual = Object.values(ports).includes(server.port);
          onChange({ security, ...(usual ? { port: ports[security] } : {}) });
        }}
      />
      <TextField
        label={t('mailbox.port')}
        inputMode="numeric"
        value={server.port === 0 ? '' : String(server.port)}
        onChange={(port) => onChange({ port: Number.parseInt(port, 10) || 0 })}
      />
    </div>
  );
}
