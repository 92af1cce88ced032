import type { ThemeConfig } from 'antd';
import { theme } from 'antd';

const common = {
  borderRadius: 6,
  fontSize: 14,
  fontFamily: 'var(--font)',
  controlHeight: 32,
  wireframe: false,
} as const;

const light: ThemeConfig = {
  token: {
    ...common,
    // what is pointed at gets darker, so that white on it stays readable
    colorPrimary: '#2558bf',
    colorPrimaryHover: '#1f4da8',
    colorPrimaryActive: '#1a4190',
    colorLink: '#2558bf',
    colorError: '#b3261e',
    colorErrorHover: '#9c1f18',
    colorWarning: '#855300',
    colorSuccess: '#1b6e41',
    colorBgBase: '#ffffff',
    colorTextBase: '#1c1e22',
    colorTextPlaceholder: '#666a72',
    colorTextDescription: '#666a72',
    colorBorder: '#cbc9c2',
    colorBorderSecondary: '#e4e3de',
    colorBgLayout: '#f5f5f2',
  },
};

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...common,
    colorPrimary: '#8fb0f7',
    colorLink: '#8fb0f7',
    colorError: '#f3938b',
    colorWarning: '#e8b65a',
    colorSuccess: '#82cba0',
    colorBgBase: '#1b1f24',
    colorTextBase: '#e2e5e9',
    colorBgContainer: '#1b1f24',
    colorBgElevated: '#21262d',
    colorTextPlaceholder: '#969da8',
    colorTextDescription: '#969da8',
    colorBorder: '#424a55',
    colorBorderSecondary: '#2c323a',
    colorBgLayout: '#14171b',
    colorTextLightSolid: '#10203f',
  },
};

const components: ThemeConfig['components'] = {
  Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
  Dropdown: { paddingBlock: 6 },
  Select: { paddingSM: 9 }, // as the native fields beside it
};

/** The kit's theme, in step with tokens.css. It stands still when the system asks for less motion. */
export function antdTheme(mode: 'light' | 'dark'): ThemeConfig {
  const chosen = mode === 'dark' ? dark : light;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return { ...chosen, token: { ...chosen.token, motion: !still }, components };
}
