import { Button, Modal } from 'antd';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormMessage } from './form.tsx';

interface DialogProps {
  title: string;
  /** says in one or two sentences what will happen */
  lead?: ReactNode;
  /** label of the one action */
  action: string;
  danger?: boolean;
  busy: boolean;
  disabled?: boolean;
  message?: string | null;
  errors?: Record<string, string>;
  width?: number;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}

const none = {};

/** A dialog with a form in one column and one action; Ctrl+Enter or the button carries it out, Esc leaves it. */
export function FormDialog({
  title,
  lead,
  action,
  danger = false,
  busy,
  disabled = false,
  message = null,
  errors = none,
  width = 520,
  onSubmit,
  onClose,
  children,
}: DialogProps) {
  const { t } = useTranslation();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && !disabled) onSubmit();
  };
  return (
    <Modal
      open
      title={title}
      width={width}
      onCancel={onClose}
      footer={null}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <form
        className="form"
        onSubmit={submit}
        noValidate
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      >
        {lead && <p className="soft">{lead}</p>}
        {children}
        <FormMessage message={message} errors={errors} />
        <div className="form-foot">
          <Button type="primary" htmlType="submit" danger={danger} loading={busy} disabled={disabled}>
            {action}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
