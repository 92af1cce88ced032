import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '../../shared/config.ts';
import { textIfAny } from '../../shared/i18n.ts';
import { useCan } from '../../shared/session.ts';
import type { TimelineEntry } from './event-sentence.ts';

/** Of what an automation rule did: which rule, a way to it for those who look after it, and why it failed. */
export function RuleMark({ entry: { kind, data, payload } }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const names = useNames();
  const may = useCan()('config.manage');
  if (data.because !== 'automation' || typeof data.rule !== 'string') return null;
  const own = kind.startsWith('automation.');
  const params = typeof payload?.params === 'object' && payload.params !== null ? payload.params : {};
  const problem =
    typeof data.problem === 'string' ? textIfAny(`problem.${data.problem}`, { ...params }) : null;
  return (
    <div className="changes">
      {problem}
      {!own && t('event_change.by_rule', { rule: names.rule(data.rule) })}
      {own && may && (
        <Link to={`/settings/automation_rules?rule=${data.rule}`}>{t('event_change.open_rule')}</Link>
      )}
    </div>
  );
}
