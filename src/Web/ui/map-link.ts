import type { Catalogue, Layer, Place } from '../data/types';
import { original, t, isJapanese, type MessageKey } from '../i18n';
import type { MapView } from '../map/contract';
import { defaultLayers } from './default-layers';

/**
 * The link format that towns print: `/map?at=lat,lon&z=15&layers=flood_depth,shelter&hide=…&base=plain`. It is a promise (docs/public-pages-guide.md): what was valid once
 * stays valid, unknown parameters are passed over, and what no longer exists is answered with what there is instead and a sentence that says so. The server
 * reads the same (MapServer/Links/MapLink.cs) for pages without a script; tests/links holds both to the same list of printed links.
 */
export interface MapLink {
  view: MapView | null;
  place: Place | null;
  /** Ids of the layers that are on; null when the link says nothing about them. */
  visible: string[] | null;
  base: string | null;
  remarks: LinkRemark[];
}

/** What a link says that could not be followed as it stands. */
export interface LinkRemark {
  kind: 'badPlace' | 'outside' | 'replaced' | 'gone' | 'goneSome';
  /** What the sentence names: titles of kinds and layers, or the town. */
  names: string[];
}

/** Zooms that a link may ask for, and the one that shows a house among its neighbours. */
const [FARTHEST, CLOSEST, AT_PLACE] = [4, 20, 16];
const MOST_NAMES = 40;
/** The word for no layers but the ground. */
const NONE = 'none';
const GROUND = 'base';
const KEYS = ['at', 'c', 'z', 'layers', 'hide'];

/** Whether an address says anything in this format. */
export const isMapLink = (search: string): boolean => KEYS.some((key) => new URLSearchParams(search).has(key));

export function readLink(search: string, catalogue: Catalogue): MapLink {
  const parts = new URLSearchParams(search);
  const remarks: LinkRemark[] = [];
  let place = placeOf(parts.get('at'));
  if (parts.has('at') && !place) remarks.push({ kind: 'badPlace', names: [] });
  if (place && !near(place, catalogue)) {
    remarks.push({ kind: 'outside', names: [catalogue.town.name] });
    place = null;
  }
  let middle = placeOf(parts.get('c'));
  if (middle && !near(middle, catalogue)) middle = null;
  const zoom = zoomOf(parts.get('z'));
  const [lon, lat] = catalogue.town.center;
  const center = middle ?? place ?? (zoom === null ? null : { lon, lat });
  return {
    place,
    view: center && { lon: center.lon, lat: center.lat, zoom: zoom ?? AT_PLACE },
    visible: visibleOf(parts.get('layers'), parts.get('hide'), catalogue, remarks),
    base: parts.get('base'),
    remarks,
  };
}

/** Writes the same, as short as it can be said; kinds instead of ids where that means the same, because a kind outlives a layer. */
export function writeLink(catalogue: Catalogue, shown: { view: MapView | null; place: Place | null; visible: ReadonlySet<string>; base: string }, rest = ''): string {
  const parts: string[] = [];
  const { view, place, visible, base } = shown;
  if (place) parts.push(`at=${place.lat.toFixed(6)},${place.lon.toFixed(6)}`);
  if (view && !(place && Math.abs(place.lat - view.lat) < 0.0001 && Math.abs(place.lon - view.lon) < 0.0001)) parts.push(`c=${view.lat.toFixed(5)},${view.lon.toFixed(5)}`);
  if (view) parts.push(`z=${Number(view.zoom.toFixed(1))}`);
  const usual = defaultLayers(catalogue.layers);
  const onTop = (ids: ReadonlySet<string>) => catalogue.layers.filter(({ id, group }) => ids.has(id) && (group !== GROUND || !usual.has(id)));
  const [now, then] = [onTop(visible), onTop(usual)];
  if (now.map(({ id }) => id).join() !== then.map(({ id }) => id).join()) parts.push(`layers=${now.map((layer) => nameOf(layer, catalogue)).join(',') || NONE}`);
  const hidden = catalogue.layers.filter(({ id, group }) => group === GROUND && usual.has(id) && !visible.has(id));
  if (hidden.length > 0) parts.push(`hide=${hidden.map((layer) => nameOf(layer, catalogue)).join(',')}`);
  if (base !== 'own') parts.push(`base=${encodeURIComponent(base)}`);
  if (rest) parts.push(rest);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** The sentences about what could not be followed; beside a translation the Japanese one. */
export function remarkTexts(remarks: readonly LinkRemark[]): { said: string; japanese: string | null }[] {
  return remarks.map(({ kind, names }) => {
    const key = `link.${kind}` as MessageKey;
    const values = { names: names.join('・') };
    return { said: t(key, values), japanese: isJapanese() ? null : original(key, values) };
  });
}

function visibleOf(layers: string | null, hide: string | null, catalogue: Catalogue, remarks: LinkRemark[]): string[] | null {
  if (layers === null && hide === null) return null;
  const usual = defaultLayers(catalogue.layers);
  const names = namesIn(layers);
  const { chosen, replaced, gone } = resolve(names, catalogue);
  if (replaced.size > 0) remarks.push({ kind: 'replaced', names: [...replaced] });
  const known = [...gone].filter((name) => name !== '');
  if (known.length > 0) remarks.push({ kind: 'gone', names: known });
  else if (gone.size > 0) remarks.push({ kind: 'goneSome', names: [] });
  // A link of which nothing is left shows what everybody sees, never an empty map.
  const asUsual = layers === null || (chosen.size === 0 && names.length > 0);
  const hidden = resolve(namesIn(hide), catalogue).chosen;
  return catalogue.layers.filter(({ id, group }) => (chosen.has(id) || (usual.has(id) && (asUsual || group === GROUND))) && !hidden.has(id)).map(({ id }) => id);
}

function resolve(names: readonly string[], catalogue: Catalogue): { chosen: Set<string>; replaced: Set<string>; gone: Set<string> } {
  const [chosen, replaced, gone] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const byId = (id: string | null | undefined) => catalogue.layers.filter((layer) => layer.id === id && layer.geometryType !== 'none');
  const kindTitle = (kind: string) => catalogue.kinds?.find(({ id }) => id === kind)?.title;
  for (const name of names) {
    let found = byId(name);
    if (found.length === 0) found = ofKind(name, catalogue);
    const former = found.length === 0 ? catalogue.former?.[name] : undefined;
    if (former) {
      found = byId(lastName(name, catalogue));
      if (found.length === 0) found = ofKind(former.kind, catalogue);
      found.forEach(({ title }) => replaced.add(title));
    }
    found.forEach(({ id }) => chosen.add(id));
    // A name that leads nowhere is repeated where it could be an id, whether or not anything here ever bore it; in other signs it may be somebody else's announcement, and is not.
    if (found.length === 0) gone.add(kindTitle(former?.kind ?? name) ?? (/^[a-z0-9_-]{1,60}$/.test(name) ? name : ''));
  }
  return { chosen, replaced, gone };
}

/** The id that a layer has now which was renamed, perhaps more than once. */
function lastName(name: string, catalogue: Catalogue): string | null {
  let id: string | null = name;
  for (let step = 0; step < 10 && id !== null && catalogue.former?.[id]; step++) id = catalogue.former[id]!.became ?? null;
  return id;
}

/** Layers that the name of a kind stands for: of hazards the first only, as colours laid over each other say something that none of them says alone. */
function ofKind(kind: string, catalogue: Catalogue): Layer[] {
  const all = catalogue.layers.filter((layer) => layer.kind === kind && layer.geometryType !== 'none');
  return all[0]?.hazard ? all.slice(0, 1) : all;
}

function nameOf(layer: Layer, catalogue: Catalogue): string {
  const meant = ofKind(layer.kind, catalogue);
  const taken = catalogue.layers.some(({ id }) => id === layer.kind && id !== layer.id);
  return meant.length === 1 && meant[0] === layer && !taken ? layer.kind : layer.id;
}

const namesIn = (text: string | null): string[] =>
  (text ?? '').normalize('NFKC').split(',').map((name) => name.trim()).filter((name) => name !== '' && name !== NONE).slice(0, MOST_NAMES);

/** "lat,lon" in degrees. The other way round is understood too: no latitude is as large as the longitudes of Japan. */
function placeOf(text: string | null): Place | null {
  const numbers = (text ?? '').normalize('NFKC').split(/[,、]/).map((part) => (/^\s*[+-]?\d{1,3}(\.\d{1,20})?\s*$/.test(part) ? Number(part) : NaN));
  if (numbers.length !== 2 || numbers.some(Number.isNaN)) return null;
  const [lat, lon] = Math.abs(numbers[0]!) > 90 ? [numbers[1]!, numbers[0]!] : [numbers[0]!, numbers[1]!];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

function zoomOf(text: string | null): number | null {
  const clean = (text ?? '').normalize('NFKC').trim();
  return /^\d{1,3}(\.\d{1,20})?$/.test(clean) ? Math.min(CLOSEST, Math.max(FARTHEST, Number(clean))) : null;
}

/** Whether a place is in the town or not far from it: half a town around it is. */
function near({ lon, lat }: Place, { town: { bbox: [west, south, east, north] } }: Catalogue): boolean {
  const [dx, dy] = [Math.max((east - west) / 2, 0.05), Math.max((north - south) / 2, 0.05)];
  return lon >= west - dx && lon <= east + dx && lat >= south - dy && lat <= north + dy;
}
