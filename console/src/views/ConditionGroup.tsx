import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icons.tsx';
import { ConditionRow, freshRow } from './ConditionRow.tsx';
import { type Group, isGroup, isRow, joints, newGroup, withPart } from './condition-tree.ts';
import type { FieldChoice } from './use-view-fields.ts';

interface GroupProps {
  group: Group;
  fields: FieldChoice[];
  /** how deep it stands; the outermost cannot be removed */
  depth?: number;
  onChange: (group: Group) => void;
  onRemove?: () => void;
}

const deepest = 4;

/** Questions that stand together (all, any, none of them), and groups of questions inside. */
export function ConditionGroup({ group, fields, depth = 0, onChange, onRemove }: GroupProps) {
  const { t } = useTranslation();
  const first = fields.find((field) => field.name === 'status') ?? fields[0];
  const add = (part: Group['parts'][number]) => onChange({ ...group, parts: [...group.parts, part] });
  const put = (id: number, part: Group['parts'][number] | null) => onChange(withPart(group, id, part));
  return (
    <fieldset className={`condition-group depth-${depth}`}>
      <legend className="sr">{t('builder.group')}</legend>
      <div className="condition-head">
        <select
          className="native"
          aria-label={t('builder.joint')}
          value={group.joint}
          onChange={(event) => {
            const joint = joints.find((each) => each === event.target.value);
            if (joint) onChange({ ...group, joint });
          }}
        >
          {joints.map((joint) => (
            <option key={joint} value={joint}>
              {t(`joint.${joint}`)}
            </option>
          ))}
        </select>
        {onRemove && (
          <button
            type="button"
            className="icon-button end"
            aria-label={t('builder.remove_group')}
            onClick={onRemove}
          >
            <Icon name="close" size={14} />
          </button>
        )}
      </div>
      {group.parts.map((part) => {
        if (isGroup(part))
          return (
            <ConditionGroup
              key={part.id}
              group={part}
              fields={fields}
              depth={depth + 1}
              onChange={(next) => put(part.id, next)}
              onRemove={() => put(part.id, null)}
            />
          );
        if (isRow(part))
          return (
            <ConditionRow
              key={part.id}
              row={part}
              fields={fields}
              onChange={(next) => put(part.id, next)}
              onRemove={() => put(part.id, null)}
            />
          );
        return (
          <div key={part.id} className="condition-row written">
            <code className="mono break">{JSON.stringify(part.written)}</code>
            <button
              type="button"
              className="icon-button"
              aria-label={t('builder.remove_written')}
              onClick={() => put(part.id, null)}
            >
              <Icon name="close" size={14} />
            </button>
          </div>
        );
      })}
      <div className="condition-add">
        <button
          type="button"
          className="link"
          disabled={!first}
          onClick={() => first && add(freshRow(first))}
        >
          <Icon name="plus" size={14} /> {t('builder.add')}
        </button>
        {depth < deepest && (
          <button
            type="button"
            className="link"
            disabled={!first}
            onClick={() => first && add(newGroup(group.joint === 'any' ? 'all' : 'any', [freshRow(first)]))}
          >
            <Icon name="plus" size={14} /> {t('builder.add_group')}
          </button>
        )}
      </div>
    </fieldset>
  );
}
