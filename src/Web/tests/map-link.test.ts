import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Catalogue, Layer } from '../data/types';
import ja from '../i18n/ja.json';
import { readHash } from '../ui/address-hash';
import { defaultLayers } from '../ui/default-layers';
import { isMapLink, readLink, remarkTexts, writeLink } from '../ui/map-link';

interface Printed {
  link: string;
  place: [number, number] | null;
  zoom: number | null;
  chosen: string[] | null;
  hidden?: string[];
  remarks: string[];
}

const list = JSON.parse(readFileSync(fileURLToPath(new URL('../../../tests/links/printed-once.json', import.meta.url)), 'utf8')) as {
  town: { name: string; bbox: [number, number, number, number] };
  kinds: { id: string; title: string }[];
  layers: { id: string; title: string; kind: string; group: string; visible: boolean; hazard: boolean }[];
  former: NonNullable<Catalogue['former']>;
  links: Printed[];
  hashes: { link: string; place: [number, number] | null; view: [number, number, number] | null; visible: string[] | null }[];
};
const layers = list.layers.map((layer, order) => ({ ...layer, order, geometryType: 'polygon', hazard: layer.hazard ? {} : null })) as unknown as Layer[];
const [w, s, e, n] = list.town.bbox;
const catalogue = { town: { ...list.town, center: [(w + e) / 2, (s + n) / 2] }, layers, kinds: list.kinds, former: list.former } as unknown as Catalogue;
const place = (at: [number, number] | null) => at && { lat: at[0], lon: at[1] };
const search = (link: string) => new URL(link, 'http://town').search;
const usual = defaultLayers(layers);

test.each(list.links)('the printed link $link leads where it always did', ({ link, place: at, zoom, chosen, hidden, remarks }) => {
  const read = readLink(search(link), catalogue);
  expect(read.place).toEqual(place(at));
  if (zoom !== null) expect(read.view!.zoom).toBe(zoom);
  expect(read.remarks.map(({ kind }) => kind)).toEqual(remarks);
  // What the list says of layers over the ground, and of the ground that nobody has hidden.
  const told = new URLSearchParams(search(link)).has('layers') || hidden !== undefined;
  const over = chosen ?? layers.filter(({ id, group }) => usual.has(id) && group !== 'base').map(({ id }) => id);
  const wanted = layers.filter(({ id, group }) => over.includes(id) || (group === 'base' && usual.has(id) && !hidden?.includes(id))).map(({ id }) => id);
  expect(read.visible).toEqual(told ? wanted : null);
  expect((read.visible ?? [...usual]).length).toBeGreaterThan(0);
});

test.each(list.hashes)('the link of the first years $link leads where it always did', ({ link, place: at, view, visible }) => {
  expect(readHash(new URL(link, 'http://town').hash, layers)).toEqual({ place: place(at), view: view && { zoom: view[0], lat: view[1], lon: view[2] }, visible });
});

test('what is written is read as the same, and is short', () => {
  const shown = { view: { lat: 35.11, lon: 139.31, zoom: 15.26 }, place: { lat: 35.103265, lon: 139.304721 }, visible: new Set(['roads', 'flood_2026', 'flood_planned', 'shelters']), base: 'plain' };
  const written = writeLink(catalogue, shown);
  expect(written).toBe('?at=35.103265,139.304721&c=35.11000,139.31000&z=15.3&layers=flood-depth,flood_planned,shelter&hide=building&base=plain');
  const read = readLink(written, catalogue);
  expect(read).toEqual({ view: { lat: 35.11, lon: 139.31, zoom: 15.3 }, place: shown.place, visible: [...shown.visible], base: 'plain', remarks: [] });
});

test('what everybody sees is not worth a word, and nothing over the ground is one', () => {
  expect(writeLink(catalogue, { view: null, place: null, visible: usual, base: 'own' })).toBe('');
  const bare = writeLink(catalogue, { view: null, place: null, visible: new Set(['roads', 'buildings_2026']), base: 'own' });
  expect(bare).toBe('?layers=none');
  expect(readLink(bare, catalogue).visible).toEqual(['roads', 'buildings_2026']);
});

test('a layer that is called as another one\'s kind is not taken for it', () => {
  const mixed = { ...catalogue, layers: layers.map((layer) => (layer.id === 'roads' ? { ...layer, id: 'toilet' } : layer.id === 'toilets_south' ? { ...layer, kind: 'other' } : layer)) } as Catalogue;
  const written = writeLink(mixed, { view: null, place: null, visible: new Set(['toilet', 'buildings_2026', 'toilets_north']), base: 'own' });
  expect(readLink(written, mixed).visible).toEqual(['toilet', 'buildings_2026', 'toilets_north']);
});

test('every remark has its sentence, and somebody else\'s words never stand in one', () => {
  for (const { link } of list.links) {
    const { remarks } = readLink(search(link), catalogue);
    for (const { said } of remarkTexts(remarks)) {
      expect(said).toMatch(/。$/);
      expect(said).not.toMatch(/町長|\{/);
    }
    for (const { kind } of remarks) expect(ja).toHaveProperty([`link.${kind}`]);
  }
});

test('other addresses are not taken for links', () => {
  expect(isMapLink('?lang=en')).toBe(false);
  expect(isMapLink('?z=12')).toBe(true);
});
