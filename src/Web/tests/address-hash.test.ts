import { expect, test } from 'vitest';
import type { Layer } from '../data/types';
import { readHash, writeHash } from '../ui/address-hash';

const layers = [{ id: 'a', visible: true }, { id: 'b', visible: false }, { id: 'c d', visible: true }] as Layer[];

test('what was written is read again', () => {
  const hash = writeHash({ lon: 139.123456, lat: 35.5, zoom: 15.25 }, { lon: 139.1, lat: 35.6 }, new Set(['b', 'c d']), layers);
  expect(hash).toBe('#map=15.25/35.50000/139.12346&at=35.600000,139.100000&on=b&off=a');
  expect(readHash(hash, layers)).toEqual({ view: { zoom: 15.25, lat: 35.5, lon: 139.12346 }, place: { lat: 35.6, lon: 139.1 }, visible: ['b', 'c d'] });
});

test('the usual layers are not worth a word', () => {
  expect(writeHash(null, null, new Set(['a', 'c d']), layers)).toBe('');
  expect(readHash('', layers)).toEqual({ view: null, place: null, visible: null });
});

test('a layer whose name needs escaping comes back', () => {
  const hash = writeHash(null, null, new Set(['a']), layers);
  expect(readHash(hash, layers).visible).toEqual(['a']);
});

test.each(['#map=x/y/z', '#map=15/95/139', '#at=1', '#at=,', '#%%%'])('what makes no sense in %s is left alone', (hash) => {
  expect(readHash(hash, layers)).toEqual({ view: null, place: null, visible: null });
});
