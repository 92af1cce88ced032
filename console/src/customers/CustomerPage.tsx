import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { toast } from '../shared/toasts.tsx';
import { CustomerFacts } from './CustomerFacts.tsx';
import { CustomerHistory } from './CustomerHistory.tsx';
import { CustomerTickets } from './CustomerTickets.tsx';
import './customers.css';
import { customerQuery, type FullCustomer } from './queries.ts';
import { useUndoCustomerMerge } from './use-undo-merge.ts';

const CustomerDialog = lazy(() => import('./CustomerDialog.tsx'));
const MergeCustomerDialog = lazy(() => import('./MergeCustomerDialog.tsx'));

/** One customer: who it is, how to reach them, every ticket. */
export default function CustomerPage() {
  const { id = '' } = useParams();
  const { data: customer, error, refetch } = useQuery(customerQuery(id));
  if (!customer) return error ? <Broken error={error} retry={refetch} /> : <Bones />;
  return <Loaded key={id} customer={customer} />;
}

function Loaded({ customer }: { customer: FullCustomer }) {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const undo = useUndoCustomerMerge();
  const [dialog, setDialog] = useState<'edit' | 'merge' | null>(null);
  const close = () => setDialog(null);
  const alive = customer.merged_into === null;
  const first = (kind: 'email' | 'phone') => customer.contacts.find((one) => one.kind === kind)?.value ?? '';
  const open = () =>
    navigate('/new', {
      state: {
        customer: { id: customer.id, name: customer.name, email: first('email'), phone: first('phone') },
      },
    });
  return (
    <Page
      title={customer.name}
      actions={
        alive && (
          <>
            {can('customer.merge') && (
              <Button icon={<Icon name="merge" />} onClick={() => setDialog('merge')}>
                {t('ticket.merge')}
              </Button>
            )}
            {can('customer.write') && (
              <Button icon={<Icon name="edit" />} onClick={() => setDialog('edit')}>
                {t('common.edit')}
              </Button>
            )}
            {can('ticket.write') && (
              <Button type="primary" icon={<Icon name="plus" />} onClick={open}>
                {t('customers.new_ticket')}
              </Button>
            )}
          </>
        )
      }
    >
      {customer.merged_into && (
        <div className="banner" style={{ marginBottom: 20 }}>
          <Icon name="merge" />
          <div className="grow">
            {t('ticket.merged_into')}{' '}
            <Link to={`/customers/${customer.merged_into.id}`}>{customer.merged_into.name}</Link>
          </div>
          {can('customer.merge') && (
            <button type="button" className="link" onClick={() => undo.mutate(customer.id)}>
              {t('common.undo')}
            </button>
          )}
        </div>
      )}
      <div className="page-columns">
        <div>
          <CustomerTickets customer={customer} />
          <CustomerHistory customer={customer} />
        </div>
        <CustomerFacts customer={customer} onUndo={(source) => undo.mutate(source)} />
      </div>
      <Suspense fallback={null}>
        {dialog === 'edit' && (
          <CustomerDialog customer={customer} onClose={close} onSaved={() => toast(t('common.saved'))} />
        )}
        {dialog === 'merge' && <MergeCustomerDialog customer={customer} onClose={close} />}
      </Suspense>
    </Page>
  );
}
