import { expect, test } from 'vitest';
import { placeOf, toHit } from '../data/geojson';
import { absoluteTiles, withTown } from '../data/town-data';
import type { Catalogue, Field, HazardAnswer, Layer } from '../data/types';
import { fillTemplate, valueText } from '../ui/feature-panel';
import { nearest } from '../ui/sheet';
import { flagOfWorst, siteFlags } from '../ui/site-flags';

const field = (name: string, rest: Partial<Field> = {}): Field => ({ name, title: name, type: 'text', role: null, unit: null, codes: null, ...rest });

test('a thing without a place has none, and is not put at 0/0', () => {
  expect(toHit({ geometry: null, properties: { layer: 'x', fid: 7, label: 'い' } })).toMatchObject({ fid: '7', place: null, bbox: null });
});

test('the place of a shape is the middle of its box', () => {
  expect(placeOf({ type: 'Polygon', coordinates: [[[0, 0], [4, 0], [4, 2], [0, 0]]] })).toEqual({ lon: 2, lat: 1 });
  expect(placeOf({ type: 'Polygon', coordinates: [] })).toBeNull();
});

test('a title is filled from fields, and what is empty leaves no trace', () => {
  const layer = { fields: [field('a'), field('b', { codes: { 1: '田' } }), field('c')] };
  expect(fillTemplate('{a}{b} {c}', layer, { a: '本町', b: 1, c: null })).toBe('本町田');
});

test('values are said in words', () => {
  expect(valueText(field('x', { type: 'number', unit: 'm' }), 1234.5678)).toBe('1,234.57m');
  expect(valueText(field('x', { type: 'date' }), '2025-03-01')).toBe('令和7年3月1日(2025)');
  expect(valueText(field('x', { type: 'boolean' }), false)).toBe('いいえ');
  expect(valueText(field('x'), '')).toBeNull();
  expect(valueText(field('x'), 0)).toBe('0');
});

test('tile addresses become absolute and keep their marks', () => {
  const style = { sources: { a: { type: 'vector', tiles: ['/tiles/a/{z}/{x}/{y}.mvt?r=1'] } } };
  const made = absoluteTiles(style, (path) => new URL(path, 'http://h/').toString()) as { sources: { a: { tiles: string[] } } };
  expect(made.sources.a.tiles).toEqual(['http://h/tiles/a/{z}/{x}/{y}.mvt?r=1']);
});

test('before the first import there is a page all the same', () => {
  const made = withTown({ town: null, audience: 'public', revision: 0, groups: [], layers: [] });
  expect(made.town.name).toBe('');
  expect(made.town.bbox[0]).toBeLessThan(made.town.center[0]);
});

test('marks of sites come from the catalogue, or else from the titles of the fields', () => {
  const layers = [{ fields: [field('災害種別_波', { role: 'fits-wave' }), field('名称', { role: 'name' })] }] as Layer[];
  expect(siteFlags({ layers } as Catalogue)).toEqual([{ id: 'wave', title: '波', symbol: null }]);
  expect(siteFlags({ layers, siteFlags: [{ id: 'q', title: 'ゆれ' }] } as Catalogue)).toEqual([{ id: 'q', title: 'ゆれ', symbol: null }]);
});

test('sites are asked about the worst hazard that they have a mark for', () => {
  const layers = new Map([['mild', { hazard: { siteFlag: 'm' } }], ['worst', { hazard: { siteFlag: null } }]] as [string, Layer][]);
  const answer = { hazards: [{ layer: 'mild', severity: 20 }, { layer: 'worst', severity: 90 }] } as HazardAnswer;
  expect(flagOfWorst(answer, layers)).toBe('m');
  expect(flagOfWorst({ hazards: [] as unknown } as HazardAnswer, layers)).toBeNull();
});

test.each([[0.05, 'low'], [0.3, 'half'], [0.6, 'half'], [0.8, 'full']])('a sheet let go at %s of the room rests %s', (share, height) => {
  expect(nearest(share)).toBe(height);
});
