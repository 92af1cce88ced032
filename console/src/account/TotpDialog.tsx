import { useMutation, useQuery } from '@tanstack/react-query';
import { QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { problemText } from '../shared/problem.ts';
import { Bones } from '../shared/States.tsx';
import type { SecondFactors } from './queries.ts';

interface TotpDialogProps {
  onAdded: (factors: SecondFactors, codes: string[] | null) => void;
  onClose: () => void;
}

/** Sets up the authenticator app: scan, then type the code that it shows. */
export default function TotpDialog({ onAdded, onClose }: TotpDialogProps) {
  const { t } = useTranslation();
  const form = useForm({ code: '' });
  const begun = useQuery({
    queryKey: ['begin-totp'],
    queryFn: () => call('beginTotp', {}),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const finish = useMutation({
    mutationFn: () => call('finishTotp', { body: form.values }),
    onSuccess: ({ factors, recovery_codes }) => onAdded(factors, recovery_codes),
    onError: form.fail,
  });
  return (
    <FormDialog
      title={t('account.set_up_totp')}
      lead={t('account.totp_steps')}
      action={t('account.finish')}
      busy={finish.isPending}
      disabled={!begun.data}
      message={begun.error ? problemText(begun.error) : form.message}
      errors={form.errors}
      width={440}
      onSubmit={() => {
        form.clearMessage();
        finish.mutate();
      }}
      onClose={onClose}
    >
      {begun.isPending && <Bones lines={4} />}
      {begun.data && (
        <>
          <div className="qr">
            <QRCode
              value={begun.data.uri}
              type="canvas"
              color="#000000"
              bgColor="#ffffff"
              bordered={false}
              aria-label={t('account.totp_picture')}
            />
          </div>
          <p className="small soft">
            {t('account.totp_by_hand')}
            <br />
            <code className="mono break">{begun.data.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
          <TextField
            label={t('auth.code')}
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
            {...form.bind('code')}
          />
        </>
      )}
    </FormDialog>
  );
}
