import { Button } from 'antd';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../shared/States.tsx';

interface State {
  failed: boolean;
}

/** Catches what breaks while rendering, so that the rest of the page stays usable. */
export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Failed />;
  }
}

function Failed() {
  const { t } = useTranslation();
  return (
    <Empty
      icon="warn"
      title={t('state.page_broken')}
      action={<Button onClick={() => window.location.reload()}>{t('state.reload')}</Button>}
    >
      {t('state.page_broken_help')}
    </Empty>
  );
}
