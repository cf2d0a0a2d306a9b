import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { Place } from '../data/types';

const ID = 'gis-measure';

/** Draws the line that is being measured, over everything else. */
export function drawMeasure(map: MapLibre, path: readonly Place[]): void {
  const points = path.map(({ lon, lat }) => [lon, lat] as [number, number]);
  const shape = (type: string, coordinates: unknown) => ({ type: 'Feature' as const, properties: {}, geometry: { type, coordinates } as never });
  const data = {
    type: 'FeatureCollection' as const,
    features: [
      ...(points.length > 2 ? [shape('Polygon', [[...points, points[0]!]])] : []),
      ...(points.length > 1 ? [shape('LineString', points)] : []),
      ...points.map((point) => shape('Point', point)),
    ],
  };
  const source = map.getSource(ID) as GeoJSONSource | undefined;
  if (source) {
    void source.setData(data);
    return;
  }
  if (points.length === 0) return;
  map.addSource(ID, { type: 'geojson', data });
  map.addLayer({ id: `${ID}-area`, type: 'fill', source: ID, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': '#0017c1', 'fill-opacity': 0.12 } });
  map.addLayer({ id: `${ID}-rim`, type: 'line', source: ID, filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': '#ffffff', 'line-width': 6 } });
  map.addLayer({ id: `${ID}-line`, type: 'line', source: ID, filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': '#0017c1', 'line-width': 3 } });
  map.addLayer({
    id: `${ID}-points`, type: 'circle', source: ID, filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 5, 'circle-color': '#ffffff', 'circle-stroke-color': '#0017c1', 'circle-stroke-width': 3 },
  });
}
