import { useTranslation } from 'react-i18next';
import { ImportPage } from '../imports/ImportPage.tsx';

/** Staff from a CSV or XLSX file. */
export default function StaffImportPage() {
  const { t } = useTranslation();
  return (
    <ImportPage
      title={t('import.staff')}
      lead={t('import.staff_lead')}
      operation="importStaff"
      back="/people"
      refresh={['users', 'staff', 'teams']}
      fields={[
        { key: 'name', label: t('field.name'), required: true },
        { key: 'email', label: t('auth.email'), required: true },
        { key: 'role', label: t('people.role') },
        { key: 'unit', label: t('people.unit') },
        { key: 'team', label: t('field.team') },
        { key: 'reports_to', label: t('people.reports_to') },
        { key: 'language', label: t('field.language') },
        { key: 'time_zone', label: t('field.time_zone') },
      ]}
    />
  );
}
