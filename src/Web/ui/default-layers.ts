import type { Layer } from '../data/types';

/**
 * The layers that are on when nobody has chosen: those the catalogue says, but of the hazards only the first. Colours laid over each
 * other say something that none of them says alone.
 */
export function defaultLayers(layers: readonly Layer[]): Set<string> {
  const on = layers.filter((layer) => layer.visible);
  const first = [...on].sort((a, b) => a.order - b.order).find((layer) => layer.hazard);
  return new Set(on.filter((layer) => !layer.hazard || layer === first).map((layer) => layer.id));
}
