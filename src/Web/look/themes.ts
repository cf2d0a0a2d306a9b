import tokens from '@digital-go-jp/design-tokens';

/**
 * The colours everything refers to, once for the map's page and for pages that the server makes. Accent and danger are colours of
 * デジタル庁's design tokens (blue 900, 1000, 50; red 1000). Colours of hazards are no part of a theme: they stay those of the national standard.
 */
export type ThemeName = 'light' | 'dark' | 'contrast';

const { Blue: blue, Red: red } = tokens.Color.Primitive;

const light = {
  ink: '#1d2129',
  'ink-soft': '#4a505c',
  paper: '#ffffff',
  'paper-soft': '#f5f6f8',
  rule: '#d5d8de',
  'rule-strong': '#767d8a',
  accent: blue[900].$value,
  'accent-strong': blue[1000].$value,
  'accent-soft': blue[50].$value,
  danger: red[1000].$value,
  'danger-soft': '#fff3f2',
  remark: '#6b4a00',
  'remark-soft': '#fff8e1',
  personal: '#6a1b6e',
  'personal-soft': '#faf2fb',
  focus: '#000000',
  'focus-halo': '#ffd43d',
  bone: '#eceef1',
  'bone-light': '#f7f8fa',
  water: '#e6edf2',
  shadow: '0 1px 3px rgb(20 26 40 / 16%), 0 4px 14px rgb(20 26 40 / 10%)',
  scheme: 'light',
};

type Colours = Record<keyof typeof light, string>;

const dark: Colours = {
  ink: '#eef0f4',
  'ink-soft': '#b9bfca',
  paper: '#16191f',
  'paper-soft': '#20242c',
  rule: '#3a404b',
  'rule-strong': '#8b92a0',
  accent: '#a8b8ff',
  'accent-strong': '#c5d0ff',
  'accent-soft': '#252c46',
  danger: '#ff9b9b',
  'danger-soft': '#3a1d1d',
  remark: '#ffe08a',
  'remark-soft': '#352c10',
  personal: '#e9b6ee',
  'personal-soft': '#331d35',
  focus: '#ffffff',
  'focus-halo': '#8a6d00',
  bone: '#2a2f38',
  'bone-light': '#343a45',
  water: '#1b2530',
  shadow: '0 1px 3px rgb(0 0 0 / 60%), 0 4px 14px rgb(0 0 0 / 40%)',
  scheme: 'dark',
};

const contrast: Colours = {
  ...light,
  ink: '#000000',
  'ink-soft': '#000000',
  'paper-soft': '#ffffff',
  rule: '#000000',
  'rule-strong': '#000000',
  accent: '#00118f',
  'accent-strong': '#000000',
  'accent-soft': '#fff3b8',
  danger: '#8a0000',
  'danger-soft': '#ffffff',
  remark: '#000000',
  'remark-soft': '#ffffff',
  personal: '#4a0b4e',
  'personal-soft': '#ffffff',
};

export const THEMES: Record<ThemeName, Colours> = { light, dark, contrast };

/** On paper everything is black on white, whatever the screen shows. */
const paper: Colours = {
  ...light, ink: '#000000', 'ink-soft': '#333333', rule: '#999999', 'rule-strong': '#666666', accent: '#000000', danger: '#000000', remark: '#000000',
  'remark-soft': '#ffffff', 'paper-soft': '#ffffff',
};

const declare = ({ scheme, ...colours }: Colours) =>
  `${Object.entries(colours).map(([name, value]) => `--${name}:${value}`).join(';')};color-scheme:${scheme}`;

/** The style sheet: what the device asks for, unless somebody chose a theme (`data-theme`), and the size of letters (`data-text`). */
export function themeCss(): string {
  return [
    `:root{${declare(light)};--target:2.75rem;--radius:.5rem;--quick:160ms;font-size:100%}`,
    // On pages that the server makes, the attribute is there and empty where nobody chose.
    `@media (prefers-color-scheme:dark){:root:not([data-theme]),:root[data-theme='']{${declare(dark)}}}`,
    `@media (prefers-contrast:more){:root:not([data-theme]),:root[data-theme='']{${declare(contrast)}}}`,
    ...Object.entries(THEMES).map(([name, colours]) => `:root[data-theme=${name}]{${declare(colours)}}`),
    ':root[data-text=large]{font-size:125%}:root[data-text=largest]{font-size:150%}',
    `@media print{:root,:root[data-theme],:root[data-text]{${declare(paper)};font-size:12px}}`,
    '',
  ].join('\n');
}
