/** The running town that the tests look at: addresses and the staff account come from the environment. */

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Start a town ("./gis up") and give its addresses and the staff account in GIS_E2E_PUBLIC_URL, GIS_E2E_STAFF_URL, GIS_E2E_STAFF_NAME and GIS_E2E_STAFF_PASSWORD.`);
  return value;
}

const withSlash = (url: string) => (url.endsWith('/') ? url : `${url}/`);

export const publicUrl = (): string => withSlash(needed('GIS_E2E_PUBLIC_URL'));
export const staffUrl = (): string => withSlash(needed('GIS_E2E_STAFF_URL'));
export const staffAccount = (): { name: string; password: string } => ({ name: needed('GIS_E2E_STAFF_NAME'), password: needed('GIS_E2E_STAFF_PASSWORD') });

export interface LayerFacts {
  id: string;
  title: string;
  kind: string;
  group: string;
  visible: boolean;
  hazard: { siteFlag: string | null } | null;
  fields: { name: string; role: string | null }[];
  legend: { label: string; filter: unknown }[];
  relations: { id: string }[];
}

export interface CatalogueFacts {
  town: { name: string; notice: string | null; bbox: [number, number, number, number] };
  siteFlags: { id: string; title: string }[];
  layers: LayerFacts[];
}

interface Feature {
  id: string | number;
  geometry: { type: string; coordinates: unknown } | null;
  properties: Record<string, unknown>;
}

interface HazardFacts {
  hazards: { layer: string; layerTitle: string; text: string; severity: number }[];
  sites: { name: string; fits: Record<string, string | null>; hazards: string[]; distance: number }[];
}

export async function getJson<T>(path: string, base = publicUrl()): Promise<T> {
  const response = await fetch(new URL(path, base));
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

export const catalogue = (): Promise<CatalogueFacts> => getJson('catalogue.json');

export async function layerOfKind(kind: string): Promise<LayerFacts> {
  const found = (await catalogue()).layers.find((layer) => layer.kind === kind);
  if (!found) throw new Error(`The town has no layer of kind ${kind}.`);
  return found;
}

export const hazardsAt = (lon: number, lat: number): Promise<HazardFacts> => getJson(`hazards?lon=${lon}&lat=${lat}`);

export async function items(layer: string, limit: number, offset = 0): Promise<Feature[]> {
  return (await getJson<{ features: Feature[] }>(`ogc/collections/${layer}/items?limit=${limit}&offset=${offset}`)).features;
}

/** All positions of a geometry. */
function positions(coordinates: unknown): [number, number][] {
  if (!Array.isArray(coordinates)) return [];
  if (typeof coordinates[0] === 'number') return [coordinates as [number, number]];
  return coordinates.flatMap(positions);
}

/** A place at which the server finds a hazard of the layer: tried on its shapes, a little inside their corners. */
export async function placeWithin(layer: LayerFacts): Promise<{ lon: number; lat: number; answer: HazardFacts }> {
  for (const item of await items(layer.id, 20)) {
    const corners = positions(item.geometry?.coordinates);
    const middle = corners.reduce(([x, y], [lon, lat]) => [x + lon / corners.length, y + lat / corners.length], [0, 0]);
    for (const share of [0, 0.5, 0.9]) {
      for (const corner of corners.slice(0, share === 0 ? 1 : 12)) {
        const lon = middle[0]! + (corner[0] - middle[0]!) * share;
        const lat = middle[1]! + (corner[1] - middle[1]!) * share;
        const answer = await hazardsAt(lon, lat);
        if (answer.hazards.some((hazard) => hazard.layer === layer.id)) return { lon, lat, answer };
      }
    }
  }
  throw new Error(`No place found inside ${layer.title}.`);
}

/** A parcel, its name as people write it, and a place inside it. */
export async function someParcel(): Promise<{ layer: LayerFacts; fid: string; label: string; lon: number; lat: number }> {
  const layer = await layerOfKind('parcel');
  const field = (role: string) => layer.fields.find((one) => one.role === role)?.name;
  for (const item of await items(layer.id, 200, 500)) {
    const value = (role: string) => String((field(role) && item.properties[field(role)!]) ?? '');
    const corners = positions(item.geometry?.coordinates);
    // A number without letters, a shape that is simple enough to hold its own middle.
    if (!/^\d/.test(value('parcel-number')) || corners.length === 0 || corners.length > 6) continue;
    const ring = corners.slice(0, -1);
    const [lon, lat] = [0, 1].map((axis) => ring.reduce((sum, corner) => sum + corner[axis]!, 0) / ring.length) as [number, number];
    return { layer, fid: String(item.id), label: value('oaza') + value('chome') + value('aza') + value('parcel-number'), lon, lat };
  }
  throw new Error('No simple parcel found.');
}
