import type { StyleSpecification } from 'maplibre-gl';
import type { OutsideBase } from '../data/types';

/** Groups of layers that make the town's own base map; names of places among them stay on every base. */
const GROUND = 'base';
const PICTURE = 'gis-outside-base';

/** The style on another base: the town's own, none at all, or pictures from outside that the town has switched on. */
export function onBase(style: StyleSpecification, base: string, outside: readonly OutsideBase[]): StyleSpecification {
  if (base === 'own') return style;
  const picture = outside.find((one) => one.id === base);
  const layers = style.layers.filter((layer) => (layer.metadata as Record<string, string> | undefined)?.['gis:group'] !== GROUND || (!picture && layer.type === 'symbol'));
  if (!picture) return { ...style, layers };
  const [first, ...rest] = layers;
  return {
    ...style,
    sources: {
      ...style.sources,
      [PICTURE]: { type: picture.type, tiles: [picture.tiles], tileSize: 256, minzoom: picture.minZoom, maxzoom: picture.maxZoom, attribution: picture.credit },
    },
    layers: [first!, { id: PICTURE, type: picture.type, source: PICTURE }, ...rest],
  };
}
