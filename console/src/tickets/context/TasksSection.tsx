import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useNow } from '../../shared/clock.ts';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import { useTicketAction } from '../actions/use-action.ts';
import type { FullTicket } from '../queries.ts';
import { Section } from './Section.tsx';
import { TaskForm } from './TaskForm.tsx';

/** Tasks: ticked off in place, added in place. */
export function TasksSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const format = useFormat();
  const now = useNow();
  const { number } = ticket;
  const editable = ticket.may.write && ticket.merged_into === null;
  const finish = useTicketAction(number, ({ id, done }: { id: string; done: boolean }) =>
    call('changeTask', { params: { number, task_id: id }, body: { done } }),
  );
  if (ticket.tasks.length === 0 && !editable) return null;
  return (
    <Section
      name="tasks"
      count={ticket.tasks.filter((task) => task.done_at === null).length}
      title={t('task.title')}
      action={
        editable &&
        !adding && (
          <button type="button" className="link small" onClick={() => setAdding(true)}>
            <Icon name="plus" size={13} /> {t('task.add')}
          </button>
        )
      }
    >
      {ticket.tasks.length === 0 && !adding && <p className="small muted">{t('task.none')}</p>}
      <ul className="stack" style={{ gap: 6 }}>
        {ticket.tasks.map((task) => {
          const late = task.done_at === null && task.due_at !== null && Date.parse(task.due_at) < now;
          return (
            <li key={task.id} className={task.done_at ? 'task done' : 'task'}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={task.done_at !== null}
                  disabled={!editable}
                  onChange={(event) => finish.mutate({ id: task.id, done: event.target.checked })}
                />
                <span>{task.title}</span>
              </label>
              <span className="small muted task-meta">
                {task.assignee?.name}
                {task.due_at && (
                  <span className={late ? 'num due-late' : 'num'}>
                    {late
                      ? t('due.late', { length: format.duration(now - Date.parse(task.due_at)) })
                      : t('due.at', { at: format.when(task.due_at, now) })}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {adding && <TaskForm number={number} onDone={() => setAdding(false)} />}
    </Section>
  );
}
