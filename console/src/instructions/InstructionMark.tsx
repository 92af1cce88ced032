import { useTranslation } from 'react-i18next';
import type { InstructionRow } from './queries.ts';

const tones = { asked: 'pill amber', instructed: 'pill', carried_out: 'pill green', withdrawn: 'pill' };

/** How a request stands, in words. */
export function InstructionMark({
  request,
}: {
  request: Pick<InstructionRow, 'state' | 'at_once' | 'asked_back'>;
}) {
  const { t } = useTranslation();
  return (
    <span className="row wrap" style={{ gap: 4 }}>
      <span className={tones[request.state]}>{t(`instruction_state.${request.state}`)}</span>
      {request.at_once && <span className="pill red">{t('instruction.at_once')}</span>}
      {request.asked_back && <span className="pill">{t('instruction.asked_back')}</span>}
    </span>
  );
}
