import { dutyStates } from '@shouwen/api';
import { useQueryClient } from '@tanstack/react-query';
import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../shared/api.ts';
import { DutyMark } from '../shared/DutyMark.tsx';
import { dutyQuery, useDuty } from '../shared/duty.ts';
import { Face } from '../shared/Face.tsx';
import { currentLanguage, switchLanguage } from '../shared/i18n.ts';
import { Icon } from '../shared/icons.tsx';
import { languageNames } from '../shared/languages.ts';
import { sayProblem } from '../shared/problem.ts';
import { meQuery, useCan, useMe } from '../shared/session.ts';
import { chooseTheme, useThemeChoice } from '../shared/theme.ts';
import { showPalette } from './palette-state.ts';
import { openShortcutSheet } from './ShortcutSheet.tsx';

/** What the menu holds; the phone's "more" page shows the same. */
export function useUserMenu(): NonNullable<MenuProps['items']> {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const can = useCan();
  const theme = useThemeChoice();
  const language = currentLanguage();
  const me = useMe();
  const duty = useDuty()(me.user.id);

  async function speak(next: 'zh' | 'en' | 'es') {
    await switchLanguage(next);
    try {
      client.setQueryData(meQuery.queryKey, await call('changeMe', { body: { language: next } }));
    } catch (error) {
      sayProblem(error);
    }
  }
  async function be(state: (typeof dutyStates)[number]) {
    try {
      await call('setMyDuty', { body: { state } });
    } catch (error) {
      sayProblem(error);
    }
    await client.invalidateQueries({ queryKey: dutyQuery.queryKey });
  }
  async function signOut() {
    try {
      await call('signOut', {});
    } catch (error) {
      sayProblem(error);
      return;
    }
    client.clear();
    client.setQueryData(meQuery.queryKey, null);
    navigate('/login', { replace: true });
  }

  const mark = (chosen: boolean) => <Icon name="check" style={chosen ? {} : { visibility: 'hidden' }} />;
  return [
    {
      key: 'account',
      icon: <Icon name="user" />,
      label: t('menu.account'),
      onClick: () => navigate('/account'),
    },
    {
      key: 'duty',
      icon: (
        <span className="menu-mark">
          <DutyMark state={duty} />
        </span>
      ),
      label: t('duty.mine', { state: t(`duty.${duty ?? 'off'}`) }),
      children: dutyStates.map((each) => ({
        key: each,
        icon: mark(each === duty),
        label: t(`duty.${each}`),
        onClick: () => void be(each),
      })),
    },
    {
      key: 'language',
      icon: <Icon name="globe" />,
      label: t('menu.language'),
      children: (['zh', 'en', 'es'] as const).map((each) => ({
        key: each,
        icon: mark(each === language),
        label: <span lang={each}>{languageNames[each]}</span>,
        onClick: () => void speak(each),
      })),
    },
    {
      key: 'theme',
      icon: <Icon name="moon" />,
      label: t('menu.theme'),
      children: [
        {
          key: 'light',
          icon: mark(theme === 'light'),
          label: t('theme.light'),
          onClick: () => chooseTheme('light'),
        },
        {
          key: 'dark',
          icon: mark(theme === 'dark'),
          label: t('theme.dark'),
          onClick: () => chooseTheme('dark'),
        },
        {
          key: 'system',
          icon: mark(theme === 'system'),
          label: t('theme.system'),
          onClick: () => chooseTheme('system'),
        },
      ],
    },
    ...(can('config.manage')
      ? [
          {
            key: 'first-steps',
            icon: <Icon name="task" />,
            label: t('first_steps.title'),
            onClick: () => navigate('/first-steps'),
          },
        ]
      : []),
    {
      key: 'palette',
      icon: <Icon name="search" />,
      label: t('palette.title'),
      extra: 'Ctrl K',
      onClick: () => showPalette(true),
    },
    {
      key: 'keys',
      icon: <Icon name="keyboard" />,
      label: t('menu.shortcuts'),
      extra: '?',
      onClick: openShortcutSheet,
    },
    {
      key: 'docs',
      icon: <Icon name="book" />,
      label: (
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {t('menu.api_docs')}
        </a>
      ),
    },
    { type: 'divider' },
    { key: 'out', icon: <Icon name="out" />, label: t('menu.sign_out'), onClick: () => void signOut() },
  ];
}

/** The signed-in person at the foot of the navigation, with account, language and theme. */
export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const items = useUserMenu();
  const duty = useDuty()(me.user.id);
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="topLeft" destroyOnHidden>
      <button
        type="button"
        className="side-item"
        aria-haspopup="menu"
        title={t('menu.label', { name: me.user.name })}
      >
        <Face name={me.user.name} id={me.user.id} size={22} />
        <span className="label cut">{me.user.name}</span>
        <DutyMark state={duty} />
      </button>
    </Dropdown>
  );
}
