import type { Language, SectionValue } from '@shouwen/api';
import { formPage, style } from '@shouwen/portal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../../shared/config.ts';
import { currentLanguage } from '../../shared/i18n.ts';
import { languageNames } from '../../shared/languages.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import { useMe } from '../../shared/session.ts';

const languages = ['zh', 'en', 'es'] as const satisfies readonly Language[];

/** The public form as visitors will see it, while it is being edited: made by the very function that serves it. */
export default function FormPreview({ value }: { value: SectionValue<'web_forms'> }) {
  const { t } = useTranslation();
  const { organisation } = useMe();
  const [language, setLanguage] = useState<Language>(currentLanguage());
  const fields = useEntries('fields')
    .filter((field) => field.value.on_web_form && isFor(field.value.types, value.type))
    .map((field) => ({
      key: field.key,
      name: field.value.name,
      type: field.value.type,
      required: field.value.required ?? false,
      choices: field.value.choices ?? [],
    }));
  const page = formPage({
    language,
    organisation,
    path: null,
    name: value.name,
    intro: value.intro ?? null,
    fields,
    given: {},
    problem: null,
  });
  return (
    <section className="stack" aria-label={t('settings.preview')}>
      <div className="row">
        <span className="field-label grow">{t('settings.preview')}</span>
        <Segmented
          label={t('menu.language')}
          value={language}
          onChange={setLanguage}
          options={languages.map((each) => ({ value: each, label: languageNames[each] }))}
        />
      </div>
      {/* without scripts, forms and an origin of its own: a picture of the page */}
      <iframe
        className="form-preview"
        title={t('settings.preview')}
        sandbox=""
        srcDoc={page.replace(/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`)}
      />
    </section>
  );
}

/** Fields of certain types are asked only by a form of one of these types. */
function isFor(types: string[] | undefined, type: string | null): boolean {
  return !types?.length || (type !== null && types.includes(type));
}
