import { serverData } from '../data/town-data';
import { LANGUAGES } from '../i18n';
import { learn } from '../i18n/choice';
import { defaultLayers } from '../ui/default-layers';
import { themeShown } from '../ui/preferences';

/** The group that makes the ground; the finder shows nothing else besides its numbers. */
const GROUND = 'base';

/**
 * Puts a map that moves in the place of the finder's picture. The list stays as it is and is what the keyboard and screen readers use: numbers on the map are for those who point,
 * and lead to their place in the list.
 */
export async function finderMap(figure: HTMLElement): Promise<void> {
  const list = document.querySelector<HTMLElement>('.facility-list')!;
  // Asked for anew each time: while an incident is on, the list is renewed below the map.
  const rows = () => [...list.querySelectorAll<HTMLLIElement>(':scope > li')].filter(({ dataset }) => dataset.lon && dataset.lat);
  const numbers = rows().map(({ value }) => value);
  if (numbers.length === 0 || document.createElement('canvas').getContext('webgl2') === null) return;
  const container = document.createElement('div');
  try {
    await learn(LANGUAGES.find(({ id }) => id === document.documentElement.dataset.language) ?? LANGUAGES[0]!);
    const theme = themeShown();
    const [{ numberedMap }, catalogue, style] = await Promise.all([
      import('../map/numbered-map'), serverData.catalogue(), serverData.style(theme === 'light' ? 'town' : `town-${theme}`)]);
    container.className = 'finder-map';
    figure.append(container);
    const usual = defaultLayers(catalogue.layers);
    const lit = (number: number | null): void => {
      for (const one of rows()) one.classList.toggle('lit', one.value === number);
      map.light(number === null ? null : numbers.indexOf(number));
    };
    const map = numberedMap(container, {
      catalogue, style,
      visible: new Set(catalogue.layers.filter(({ id, group }) => usual.has(id) && group === GROUND).map(({ id }) => id)),
      spots: rows().map((row) => ({ number: row.value, lon: Number(row.dataset.lon), lat: Number(row.dataset.lat) })),
      pointed: (index) => lit(index === null ? null : numbers[index]!),
      chosen: (index) => {
        lit(numbers[index]!);
        const row = rows().find(({ value }) => value === numbers[index]);
        row?.scrollIntoView({ block: 'nearest' });
        row?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
      },
      drawn: () => { figure.dataset.idle = 'true'; },
    });
    figure.classList.add('with-map');
    const follow = (event: Event): void => {
      const row = (event.target as Element).closest<HTMLLIElement>('.facility-list > li');
      if (row && numbers.includes(row.value)) lit(row.value);
    };
    list.addEventListener('pointerover', follow);
    list.addEventListener('focusin', follow);
  } catch {
    // The picture says the same.
    container.remove();
    figure.classList.remove('with-map');
  }
}
