import type { Layer } from '../data/types';
import { t } from '../i18n';
import type { PageContext } from './context';
import { credits } from './credits';
import { fill, freshId, h } from './dom';
import { legendOnScreen } from './legend';
import { layerName } from './names';
import { layerSwatch } from './swatch';

/** Which disaster colours the map, how strongly, and what the colours mean. */
export function hazardsView(page: PageContext): { element: HTMLElement; seen(): void } {
  const hazards = page.catalogue.layers.filter((layer) => layer.hazard && layer.styleLayers.length > 0).sort((a, b) => a.order - b.order);
  const choices = h('div', { class: 'choices', role: 'group', 'aria-label': t('choice.title') });
  const legend = h('div', { class: 'legend-on-screen' });
  const foot = h('div', {});
  const clear = h('button', {
    type: 'button', class: 'button quiet',
    onclick: () => page.store.set({ visible: without(page.store.state.visible, hazards) }),
  }, t('choice.clear'));

  const buttons = new Map(hazards.map((layer) => [layer.id, h('button', {
    type: 'button', class: 'choice', 'aria-pressed': 'false', onclick: () => toggle(page, layer),
  }, layerSwatch(layer), h('span', {}, layerName(layer)))] as const));
  fill(choices, [...buttons.values()]);

  const draw = (): void => {
    const { visible } = page.store.state;
    for (const [id, button] of buttons) button.setAttribute('aria-pressed', String(visible.has(id)));
    const on = hazards.filter((layer) => visible.has(layer.id));
    clear.hidden = on.length === 0;
    fill(foot, credits(on));
    drawLegend();
  };
  const drawLegend = (): void => fill(legend, legendOnScreen(page, hazards));

  page.store.on((state, before) => {
    if (state.visible !== before.visible) draw();
  });
  draw();
  return {
    element: h('section', { class: 'view' },
      h('h2', {}, t('choice.title')),
      h('p', { class: 'note' }, t('choice.note')),
      choices, clear, strength(page), legend, foot),
    seen: drawLegend,
  };
}

export function toggle(page: PageContext, layer: Layer): void {
  const visible = new Set(page.store.state.visible);
  if (!visible.delete(layer.id)) visible.add(layer.id);
  page.store.set({ visible });
}

function without(visible: ReadonlySet<string>, layers: readonly Layer[]): Set<string> {
  const rest = new Set(visible);
  for (const layer of layers) rest.delete(layer.id);
  return rest;
}

function strength(page: PageContext): HTMLElement {
  const id = freshId('strength');
  const percent = () => Math.round(page.store.state.strength * 100);
  const value = h('output', { for: id }, t('strength.value', { percent: percent() }));
  const slider = h('input', { id, type: 'range', min: 20, max: 100, step: 10, value: percent() });
  slider.addEventListener('input', () => {
    page.store.set({ strength: Number(slider.value) / 100 });
    value.textContent = t('strength.value', { percent: percent() });
  });
  return h('div', { class: 'strength' }, h('label', { for: id }, t('strength.label')), slider, value);
}
