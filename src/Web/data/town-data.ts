import { listen, type LiveChange } from './live';
import { readJson, address } from './read';
import type {
  Bounds, Catalogue, FeaturePage, HazardAnswer, Layer, Place, RegisterEntry, Relation, SearchHit, Town, TownFeature,
} from './types';
import { toFeature, toHit, type GeoJsonCollection, type GeoJsonFeature } from './geojson';

/**
 * Everything the page knows comes through here. A later version may answer from plain files instead of a server;
 * nothing outside this folder may notice.
 */
export interface TownData {
  catalogue(): Promise<Catalogue>;
  /** The complete MapLibre style; addresses in it are made absolute, as the worker has another base. */
  style(name: string): Promise<Record<string, unknown>>;
  search(text: string, limit: number, signal: AbortSignal): Promise<SearchHit[]>;
  hazards(place: Place, signal?: AbortSignal): Promise<HazardAnswer>;
  /** Address of the answer for a place as a page of its own, for paper and for reading aloud. */
  sheet(place: Place): string;
  feature(layer: string, fid: string, signal?: AbortSignal): Promise<TownFeature>;
  features(layer: string, limit: number, offset: number, signal?: AbortSignal): Promise<FeaturePage>;
  /** Features whose shape touches the small box around a place; used where there is no map to ask. */
  featuresAt(layer: string, place: Place, limit: number, signal?: AbortSignal): Promise<TownFeature[]>;
  relation(layer: Layer, fid: string, relation: Relation, signal?: AbortSignal): Promise<RegisterEntry[]>;
  /** Tells of every change after a catalogue, as long as the page is open. */
  changes(known: Catalogue, tell: (change: LiveChange) => void): void;
}

/** Half the side of the box that `featuresAt` asks for, in degrees: about half a metre. */
const TOUCH = 0.000005;

const items = (layer: string) => `ogc/collections/${encodeURIComponent(layer)}/items`;

/** The town's data from the server that gave the page. */
export const serverData: TownData = {
  catalogue: async () => withTown(await readJson<GivenCatalogue>('catalogue.json')),

  async style(name) {
    const style = await readJson<Record<string, unknown>>(`styles/${encodeURIComponent(name)}.json`);
    return absoluteTiles(style);
  },

  async search(text, limit, signal) {
    const query = new URLSearchParams({ q: text, limit: String(limit) });
    const found = await readJson<GeoJsonCollection>(`search?${query}`, signal);
    return found.features.map(toHit);
  },

  hazards: ({ lon, lat }, signal) => readJson<HazardAnswer>(`hazards?lon=${lon.toFixed(7)}&lat=${lat.toFixed(7)}`, signal),

  sheet: ({ lon, lat }) => address(`place?lon=${lon.toFixed(6)}&lat=${lat.toFixed(6)}`),

  async feature(layer, fid, signal) {
    return toFeature(layer, await readJson<GeoJsonFeature>(`${items(layer)}/${encodeURIComponent(fid)}`, signal));
  },

  async features(layer, limit, offset, signal) {
    const page = await readJson<GeoJsonCollection>(`${items(layer)}?limit=${limit}&offset=${offset}`, signal);
    return { features: page.features.map((f) => toFeature(layer, f)), matched: page.numberMatched ?? null };
  },

  async featuresAt(layer, { lon, lat }, limit, signal) {
    const box = [lon - TOUCH, lat - TOUCH, lon + TOUCH, lat + TOUCH].map((n) => n.toFixed(7)).join(',');
    const page = await readJson<GeoJsonCollection>(`${items(layer)}?bbox=${box}&limit=${limit}`, signal);
    return page.features.map((f) => toFeature(layer, f));
  },

  async relation(layer, fid, relation, signal) {
    const href = relation.href
      .replace('{layer}', encodeURIComponent(layer.id))
      .replace('{fid}', encodeURIComponent(fid))
      .replace('{relation}', encodeURIComponent(relation.id));
    const answer = await readJson<RegisterEntry | RegisterEntry[]>(href, signal);
    return Array.isArray(answer) ? answer : [answer];
  },

  changes(known, tell) {
    listen(known, tell, {
      open: (url) => new EventSource(url),
      catalogue: () => serverData.catalogue(),
      wait: (milliseconds, then) => void setTimeout(then, milliseconds),
    });
  },
};

/** A catalogue as it comes: before the first import the town has no name and no place. */
type GivenCatalogue = Omit<Catalogue, 'town'> & { town: (Omit<Town, 'bbox' | 'center'> & { bbox: Bounds | null; center: [number, number] | null }) | null };

/** The country: shown as long as nothing says where the town is. */
const COUNTRY: Bounds = [122.9, 24, 149, 45.6];

export function withTown(given: GivenCatalogue): Catalogue {
  const bbox = given.town?.bbox ?? COUNTRY;
  const center = given.town?.center ?? ([(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2] as [number, number]);
  const nameless = { code: '', name: '', notice: null, zone: 0 };
  return { ...given, town: { ...(given.town ?? nameless), bbox, center } };
}

/** Makes tile addresses absolute: the map's worker resolves relative ones against its own file. */
export function absoluteTiles(style: Record<string, unknown>, resolve: (path: string) => string = address): Record<string, unknown> {
  const sources = Object.entries((style.sources ?? {}) as Record<string, Record<string, unknown>>).map(([id, source]) => {
    const changed = { ...source };
    if (Array.isArray(source.tiles)) changed.tiles = source.tiles.map((tile) => keepTemplate(resolve(String(tile))));
    if (typeof source.url === 'string') changed.url = resolve(source.url);
    if (typeof source.data === 'string') changed.data = resolve(source.data);
    return [id, changed];
  });
  return { ...style, sources: Object.fromEntries(sources) };
}

/** URL parsing escapes the braces of {z}/{x}/{y}; the map wants them as they were. */
function keepTemplate(url: string): string {
  return url.replace(/%7B/gi, '{').replace(/%7D/gi, '}');
}
