/** What somebody chose for his own eyes. Kept as cookies, so that pages which the server makes begin in the same look; nothing in them tells who he is. */

export const TEXT_SIZES = ['normal', 'large', 'largest'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export const THEME_CHOICES = ['auto', 'light', 'dark', 'contrast'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const YEAR = 365 * 24 * 3600;
/** Cookies may be forbidden; then a choice holds for this visit. */
const chosen = new Map<string, string>();

export function preference(name: string): string | null {
  const kept = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  return kept ?? chosen.get(name) ?? null;
}

export function prefer(name: string, value: string): void {
  chosen.set(name, value);
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
}

export const textSize = (): TextSize => TEXT_SIZES.find((size) => size === preference('text')) ?? 'normal';
export const themeChoice = (): ThemeChoice => THEME_CHOICES.find((theme) => theme === preference('theme')) ?? 'auto';

/** The theme that is shown: the chosen one, or what the device asks for. */
export function themeShown(): Exclude<ThemeChoice, 'auto'> {
  const choice = themeChoice();
  if (choice !== 'auto') return choice;
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Lets the page wear what was chosen. */
export function wear(): void {
  const root = document.documentElement;
  root.dataset.text = textSize();
  const theme = themeChoice();
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

/** Calls back when the device changes its mind about light and dark. */
export function onDeviceTheme(listener: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) matchMedia(query).addEventListener('change', listener);
}
