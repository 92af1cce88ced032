import { type Html, html } from './html.ts';
import { type PageFrame, page } from './page.ts';
import { type LocalText, localText, t } from './texts.ts';

export interface FormField {
  key: string;
  name: LocalText;
  type: string;
  required: boolean;
  choices: { key: string; name: LocalText }[];
}
export interface FormPage extends Omit<PageFrame, 'title'> {
  name: LocalText;
  intro: LocalText | null;
  fields: FormField[];
  /** what was typed before a refusal, and the sentence of the refusal */
  given: Record<string, string>;
  problem: { sentence: string; field: string | null } | null;
}

/** The public form: one column, labels above, what was typed stays after a refusal. */
export function formPage(form: FormPage): string {
  const { language, given, problem } = form;
  const input = (
    key: string,
    type: string,
    autocomplete: string,
    options: { required?: boolean; help?: string } = {},
  ): Html => html`
<label for="${key}">${t(language, `form.${key}`)}</label>
<input id="${key}" name="${key}" type="${type}" autocomplete="${autocomplete}" value="${given[key] ?? ''}"${options.required !== false && html` required`}${
    options.help && html` aria-describedby="${key}-help"`
  }${problem?.field === key && html` aria-invalid="true"`}>
${options.help && html`<p class="help" id="${key}-help">${options.help}</p>`}`;
  const content = html`
<h1>${localText(form.name, language)}</h1>
${form.intro && html`<p class="soft">${localText(form.intro, language)}</p>`}
${problem && html`<p class="notice alert" role="alert">${problem.sentence}</p>`}
<form method="post">
<input type="hidden" name="language" value="${language}">
${input('name', 'text', 'name')}
${input('email', 'email', 'email', { help: t(language, 'form.email_help') })}
${input('phone', 'tel', 'tel', { required: false })}
${input('subject', 'text', 'off')}
<label for="body">${t(language, 'form.body')}</label>
<textarea id="body" name="body" required>${given.body ?? ''}</textarea>
${form.fields.map((field) => fieldInput(field, form))}
<div class="hidden" aria-hidden="true"><label for="website">${t(language, 'form.website')}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<button type="submit">${t(language, 'form.send')}</button>
</form>`;
  return page({ ...form, title: localText(form.name, language) }, content);
}

function fieldInput(field: FormField, { language, given }: FormPage): Html {
  const id = `fields.${field.key}`;
  const value = given[id] ?? '';
  const required = field.required && html` required`;
  const label = html`<label for="${id}">${localText(field.name, language)}</label>`;
  if (field.type === 'choice' || field.type === 'multi_choice') {
    const options = field.choices.map(
      (choice) =>
        html`<option value="${choice.key}"${choice.key === value && html` selected`}>${localText(choice.name, language)}</option>`,
    );
    return html`${label}<select id="${id}" name="${id}"${required}><option value="">${t(language, 'form.choose')}</option>${options}</select>`;
  }
  if (field.type === 'checkbox')
    return html`${label}<input type="checkbox" id="${id}" name="${id}" value="true"${value === 'true' && html` checked`}>`;
  const type = { number: 'number', date: 'date', link: 'url' }[field.type] ?? 'text';
  return html`${label}<input id="${id}" name="${id}" type="${type}" value="${value}"${required}>`;
}
