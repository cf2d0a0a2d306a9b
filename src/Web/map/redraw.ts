import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { LayerChange } from '../data/live';

/** Asks anew for the tiles of a layer that look different now, those in view and those kept for panning back; all others stay. */
export function redraw(map: MapLibre, { layer, tiles, stamp }: LayerChange): void {
  const names = map.getSource(`${layer}:names`);
  // Names stand on points of their own, read whole.
  if (names?.type === 'geojson') {
    const points = names as GeoJSONSource;
    const { data } = points.serialize() as { data: unknown };
    if (typeof data === 'string' && stamp) void points.setData(data.replace(/([?&]r=)[^&]*/, `$1${stamp}`));
  }
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
