import type { Bounds, Place, SearchHit, SearchMatch, TownFeature } from './types';

export interface GeoJsonGeometry {
  type: string;
  coordinates: unknown;
}

export interface GeoJsonFeature {
  id?: string | number;
  geometry: GeoJsonGeometry | null;
  bbox?: number[];
  properties: Record<string, unknown> | null;
}

export interface GeoJsonCollection {
  features: GeoJsonFeature[];
  numberMatched?: number;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export function toHit(feature: GeoJsonFeature): SearchHit {
  const p = feature.properties ?? {};
  return {
    layer: String(p.layer ?? ''),
    fid: String(p.fid ?? feature.id ?? ''),
    label: String(p.label ?? ''),
    detail: text(p.detail),
    kindTitle: text(p.kindTitle),
    match: (text(p.match) ?? 'infix') as SearchMatch,
    reason: text(p.reason),
    place: placeOf(feature.geometry),
    bbox: feature.bbox?.length === 4 ? (feature.bbox as Bounds) : null,
  };
}

export function toFeature(layer: string, feature: GeoJsonFeature): TownFeature {
  return {
    layer,
    fid: String(feature.id ?? feature.properties?.fid ?? ''),
    properties: feature.properties ?? {},
    place: placeOf(feature.geometry),
  };
}

/** A point to go to: the point itself, or the middle of the box around any other shape. */
export function placeOf(geometry: GeoJsonGeometry | null | undefined): Place | null {
  if (!geometry) return null;
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
  const walk = (c: unknown): void => {
    if (!Array.isArray(c)) return;
    if (typeof c[0] === 'number' && typeof c[1] === 'number') {
      west = Math.min(west, c[0]); east = Math.max(east, c[0]);
      south = Math.min(south, c[1]); north = Math.max(north, c[1]);
    } else c.forEach(walk);
  };
  walk(geometry.coordinates);
  return Number.isFinite(west) ? { lon: (west + east) / 2, lat: (south + north) / 2 } : null;
}
