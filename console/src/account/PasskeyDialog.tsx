import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import type { SecondFactors } from './queries.ts';
import { browserOf } from './SessionTable.tsx';
import { makePasskey } from './webauthn.ts';

interface PasskeyDialogProps {
  onAdded: (factors: SecondFactors, codes: string[] | null) => void;
  onClose: () => void;
}

/** Names a passkey and lets the browser make it. */
export default function PasskeyDialog({ onAdded, onClose }: PasskeyDialogProps) {
  const { t } = useTranslation();
  const form = useForm({ name: browserOf(navigator.userAgent) });
  const add = useMutation({
    mutationFn: async () => {
      const { options } = await call('beginPasskey', {});
      const response = await makePasskey(options);
      return response && call('addPasskey', { body: { name: form.values.name, response } });
    },
    onSuccess: (answer) => {
      if (answer) onAdded(answer.factors, answer.recovery_codes);
    },
    onError: form.fail,
  });
  return (
    <FormDialog
      title={t('account.add_passkey')}
      lead={t('account.passkey_steps')}
      action={t('account.make_passkey')}
      busy={add.isPending}
      message={form.message}
      errors={form.errors}
      width={440}
      onSubmit={() => {
        form.clearMessage();
        add.mutate();
      }}
      onClose={onClose}
    >
      <TextField
        label={t('account.passkey_name')}
        help={t('account.passkey_name_help')}
        autoFocus
        {...form.bind('name')}
      />
    </FormDialog>
  );
}
