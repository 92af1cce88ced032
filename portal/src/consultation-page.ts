import { html } from './html.ts';
import { type PageFrame, page } from './page.ts';
import { momentText, t } from './texts.ts';

export interface ConsultationPage extends Omit<PageFrame, 'title' | 'path'> {
  path: string;
  question: string;
  askedBy: string;
  due_at: string | null;
  state: 'open' | 'answered' | 'withdrawn';
  timeZone: string;
  problem: string | null;
}

/** The page on which an outside partner answers a question without an account. */
export function consultationPage(consultation: ConsultationPage): string {
  const { language, state } = consultation;
  const title = t(language, 'consultation.title', { organisation: consultation.organisation });
  const form = html`
${consultation.due_at && html`<p class="soft">${t(language, 'consultation.due', { time: momentText(consultation.due_at, language, consultation.timeZone) })}</p>`}
<form method="post">
<label for="body">${t(language, 'consultation.answer')}</label>
<textarea id="body" name="body" required></textarea>
<button type="submit">${t(language, 'consultation.send')}</button>
</form>`;
  const content = html`<h1>${title}</h1>
<p class="soft">${consultation.askedBy}</p>
${consultation.problem && html`<p class="notice alert" role="alert">${consultation.problem}</p>`}
<h2>${t(language, 'consultation.question')}</h2>
<ol class="messages"><li class="ours"><div class="body">${consultation.question}</div></li></ol>
${state === 'open' ? form : html`<p class="notice" role="status">${t(language, state === 'answered' ? 'consultation.done' : 'consultation.withdrawn')}</p>`}`;
  return page({ ...consultation, title }, content);
}
