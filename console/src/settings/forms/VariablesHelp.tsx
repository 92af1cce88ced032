import { useTranslation } from 'react-i18next';

const variables = ['customer.name', 'ticket.number', 'ticket.subject', 'agent.name'] as const;

/** What can stand in a text to be filled in for each ticket. */
export function VariablesHelp() {
  const { t } = useTranslation();
  return (
    <p className="help">
      {t('settings.variables')}{' '}
      {variables.map((variable) => (
        <code key={variable} className="variable">{`{{${variable}}}`}</code>
      ))}
    </p>
  );
}
