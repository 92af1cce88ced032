import { useTranslation } from 'react-i18next';
import { TabLinks } from '../shared/TabLinks.tsx';

/** The parts of incoming mail: the journal, and what is blocked. */
export function MailTabs({ here }: { here: 'journal' | 'blocks' }) {
  const { t } = useTranslation();
  return (
    <TabLinks
      label={t('nav.mail')}
      links={[
        { to: '/mail', label: t('mail_in.journal'), here: here === 'journal' },
        { to: '/mail/blocks', label: t('mail_in.blocks'), here: here === 'blocks' },
      ]}
    />
  );
}
