import { VectorTile } from '@mapbox/vector-tile';
import { validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { figure } from '../support/figure';
import { catalogue, getJson, publicUrl } from '../support/town';

/** What others read our tiles and styles with: the decoder of Mapbox and MapLibre, and the validator of the style specification. */
interface TileJson { tilejson: string; tiles: [string]; minzoom: number; maxzoom: number; vector_layers: { id: string; fields: Record<string, string> }[] }

const FULL = Boolean(process.env.GIS_TEST_FULL);
const MOST = FULL ? Infinity : 24;

test.each(['town', 'town-dark', 'town-contrast'])('the validator of the specification finds nothing in the style %s', async (name) => {
  const style = await getJson<StyleSpecification>(`styles/${name}.json`);
  expect(style.layers.length).toBeGreaterThan(20);
  expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
  // It does look: the same style with a fault has one.
  const broken = { ...style, layers: [...style.layers, { id: 'x', type: 'line', source: 'nowhere', paint: { 'line-width': 'wide' } }] } as unknown as StyleSpecification;
  expect(validateStyleMin(broken).length).toBeGreaterThan(0);
});

test('every tile of every layer is read by the decoder of Mapbox, with shapes where they belong', async () => {
  const { town: { bbox }, layers } = await catalogue();
  let [tiles, features, bytes] = [0, 0, 0];
  for (const { id } of layers) {
    const answer = await fetch(new URL(`tiles/${id}.json`, publicUrl()));
    if (answer.status === 404) continue;
    const { tiles: [template], minzoom, maxzoom, vector_layers: [described] } = (await answer.json()) as TileJson;
    for (let z = minzoom; z <= maxzoom; z++) {
      for (const [x, y] of picked(covering(bbox, z))) {
        const tile = await fetch(template.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`));
        expect([200, 204], `${id} ${z}/${x}/${y}`).toContain(tile.status);
        const content = new Uint8Array(await tile.arrayBuffer());
        tiles++;
        bytes += content.length;
        if (content.length === 0) continue;
        const read = new VectorTile(new PbfReader(content));
        expect(Object.keys(read.layers)).toEqual([id]);
        const layer = read.layers[id]!;
        expect(layer.version).toBe(2);
        const ids = new Set<number>();
        for (let i = 0; i < layer.length; i++) {
          const feature = layer.feature(i);
          const place = `${id} ${z}/${x}/${y} #${feature.id}`;
          expect(feature.id, place).toBeGreaterThan(0);
          ids.add(feature.id!);
          expect(Object.keys(feature.properties).filter((key) => !(key in described!.fields)), place).toEqual([]);
          const [west, south, east, north] = feature.bbox();
          // Within the tile and the margin around it.
          const [low, high] = [-layer.extent / 4, layer.extent * 1.25];
          expect([west, south].every((v) => v! >= low) && [east, north].every((v) => v! <= high), `${place} ${feature.bbox()}`).toBe(true);
          const { geometry } = feature.toGeoJSON(x, y, z);
          expect(numbers(geometry).every(Number.isFinite), place).toBe(true);
          expect(numbers(geometry).length, place).toBeGreaterThan(1);
        }
        expect(ids.size, `${id} ${z}/${x}/${y}: ids once each`).toBe(layer.length);
        features += layer.length;
      }
    }
  }
  expect(features).toBeGreaterThan(10_000);
  figure(`tiles read by @mapbox/vector-tile: ${tiles} of all layers, ${features} features, ${(bytes / 1e6).toFixed(1)} MB`);
}, 600_000);

/** Tiles that a box in longitude and latitude meets. */
function covering([west, south, east, north]: [number, number, number, number], z: number): [number, number][] {
  const size = 2 ** z;
  const column = (lon: number) => Math.floor(((lon + 180) / 360) * size);
  const row = (lat: number) => Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * size);
  const all: [number, number][] = [];
  for (let x = column(west); x <= column(east); x++) for (let y = row(north); y <= row(south); y++) all.push([x, y]);
  return all;
}

/** Some of them, spread over all, always the same. */
const picked = <T>(all: T[]): T[] => (all.length <= MOST ? all : all.filter((_, i) => i % Math.ceil(all.length / MOST) === 0));

function numbers(shape: object): number[] {
  const { coordinates, geometries } = shape as { coordinates?: unknown; geometries?: object[] };
  return coordinates === undefined ? (geometries ?? []).flatMap(numbers) : ([coordinates].flat(Infinity) as number[]);
}
