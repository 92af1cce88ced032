import { useTranslation } from 'react-i18next';
import { ImportPage } from '../imports/ImportPage.tsx';

/** Customers from a CSV or XLSX file. */
export default function CustomerImportPage() {
  const { t } = useTranslation();
  return (
    <ImportPage
      title={t('import.customers')}
      lead={t('import.customers_lead')}
      operation="importCustomers"
      back="/customers"
      refresh={['customers', 'customer']}
      fields={[
        { key: 'name', label: t('field.name'), required: true },
        { key: 'kind', label: t('customers.kind') },
        { key: 'email', label: t('auth.email') },
        { key: 'phone', label: t('field.phone') },
        { key: 'organisation', label: t('field.organisation') },
        { key: 'language', label: t('field.language') },
        { key: 'time_zone', label: t('field.time_zone') },
        { key: 'external_ref', label: t('field.external_ref') },
        { key: 'notes', label: t('field.notes') },
      ]}
    />
  );
}
