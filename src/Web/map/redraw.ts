import type { Map as MapLibre } from 'maplibre-gl';
import type { LayerChange } from '../data/live';

/** Asks anew for the tiles of a layer that look different now, those in view and those kept for panning back; all others stay. */
export function redraw(map: MapLibre, { layer, tiles }: LayerChange): void {
  const source = map.getSource(layer);
  if (!source || source.type !== 'vector') return;
  if (tiles === null) {
    map.refreshTiles(layer);
    return;
  }
  const touched = new Set(tiles);
  if (touched.size === 0) return;
  map.style.tileManagers[layer]?._outOfViewCache.filter(({ tileID: { canonical: { z, x, y } } }) => !touched.has(`${z}/${x}/${y}`));
  map.refreshTiles(layer, tiles.map((tile) => {
    const [z, x, y] = tile.split('/').map(Number) as [number, number, number];
    return { z, x, y };
  }));
}
