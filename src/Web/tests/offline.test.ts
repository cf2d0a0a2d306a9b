import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { placeId } from '../offline/protocol';
import { megabytes, when } from '../offline/when';
import { tilesAround } from '../offline/worker/area';
import { mayKeep } from '../offline/worker/fetching';
import { Network } from '../offline/worker/network';
import { routeOf, sheetKey } from '../offline/worker/routes';
import { layerOf } from '../offline/worker/split';
import { canSay, markStored, picturesIn } from '../offline/worker/stored-page';

const route = (path: string, navigates = false) => routeOf(new URL(path, 'https://map.example'), navigates);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a place is one position to a tenth of a metre, and nothing else', () => {
  expect(placeId('139.3', '35.1')).toBe('139.300000,35.100000');
  expect(placeId('139.3000004', '35.1')).toBe('139.300000,35.100000');
  expect(placeId('139.300001', '35.1')).not.toBe(placeId('139.3', '35.1'));
  expect([placeId('', '35'), placeId('x', '35'), placeId('1e999', '35')]).toEqual([null, null, null]);
});

test('requests are told apart, and streams, searches and interfaces are left alone', () => {
  expect(route('/place?lon=139.3&lat=35.1&for=flood&lang=en', true)).toEqual({ kind: 'sheet', id: '139.300000,35.100000', key: '/place?lon=139.300000&lat=35.100000&for=flood' });
  expect(route('/place?lon=x', true)).toEqual({ kind: 'page', key: null });
  expect(route('/sites?for=flood', true)).toEqual({ kind: 'page', key: '/sites' });
  expect(route('/find?q=a', true)).toEqual({ kind: 'page', key: null });
  expect(route('/assets/start-JYOqRiV3.js')).toEqual({ kind: 'asset', lasting: true });
  expect(route('/assets/pages.css')).toEqual({ kind: 'asset', lasting: false });
  expect(route('/tiles/flood/15/29061/12956.mvt?r=1-ab')).toEqual({ kind: 'tile', layer: 'flood', tile: '15/29061/12956', stamp: '1-ab' });
  expect(route('/hazards?lon=139.3047210&lat=35.1032650')).toEqual({ kind: 'hazards', id: '139.304721,35.103265', key: '/hazards?lon=139.3047210&lat=35.1032650' });
  for (const path of ['/live', '/search?q=a', '/ogc', '/ogc/collections', '/healthz', '/worker.js', '/staff/relations/a/1/b', '/tiles/a,b/1/1/1.mvt']) expect(route(path), path).toBeNull();
  expect(route('/ogc/collections', true)).toBeNull();
  expect(sheetKey('139.300000,35.100000', '')).toBe('/place?lon=139.300000&lat=35.100000');
});

test('the kept area has the place in the middle, nearest tiles first, and a bounded number of them', () => {
  const tiles = tilesAround(139.304721, 35.103265);
  expect(tiles.length).toBe(6 * 9 + 25);
  expect(new Set(tiles).size).toBe(tiles.length);
  expect(tiles.filter((tile) => tile.startsWith('16/'))[0]).toBe('16/58127/25935');
  expect(tiles.every((tile) => /^1[0-6]\//.test(tile))).toBe(true);
  // At the edge of the world there are fewer.
  expect(tilesAround(-179.99, 84.9).length).toBeLessThan(tiles.length);
});

const layer = (name: string, more: number[] = []): number[] => {
  const text = [...new TextEncoder().encode(name)];
  const body = [0x78, 2, 0x0a, text.length, ...text, ...more];
  return [0x1a, ...(body.length < 128 ? [body.length] : [(body.length & 0x7f) | 0x80, body.length >> 7]), ...body];
};

test('one layer is cut out of a tile as it is', () => {
  const [one, two] = [layer('flood'), layer('flood_planned', new Array<number>(200).fill(0).flatMap(() => [0x28, 1]))];
  const tile = new Uint8Array([...one, ...two]);
  expect([...layerOf(tile, 'flood')]).toEqual(one);
  expect([...layerOf(tile, 'flood_planned')]).toEqual(two);
  expect(layerOf(tile, 'flo')).toHaveLength(0);
  expect(layerOf(new Uint8Array(0), 'flood')).toHaveLength(0);
  expect(() => layerOf(new Uint8Array([0x0a, 1, 2]), 'flood')).toThrow(RangeError);
});

test('a page from the store says when it was stored, and one that cannot is not stored', () => {
  const page = '<!doctype html><html lang="ja" data-theme=""><body><div class="stored" data-stored hidden><p>{when}に保存した内容です。</p></div><h1>本町</h1></body></html>';
  const at = new Date(2026, 10, 21, 22, 5);
  vi.setSystemTime(new Date(2026, 10, 22));
  expect(canSay(page)).toBe(true);
  expect(markStored(page, at)).toContain('<div class="stored" data-stored role="status"><p>11月21日 22:05に保存した内容です。</p>');
  expect(markStored(page, at)).toContain(`<html data-stored-at="${at.toISOString()}" lang="ja"`);
  expect(canSay('<html><body>502 Bad Gateway</body></html>')).toBe(false);
  expect(when(at, 'ja', new Date(2027, 0, 1))).toBe('2026年11月21日 22:05');
  expect(when(new Date(''), 'ja')).toBe('');
  expect(megabytes(4_123_456)).toBe('4.1 MB');
});

test('of a sheet the pictures for this device are kept', () => {
  const html = '<source srcset="/place/map.svg?lon=1&amp;z=14&amp;size=narrow&amp;layer=a" width="1"><img src="/place/map.svg?lon=1&amp;z=15&amp;layer=a">';
  expect(picturesIn(html, null)).toEqual(['/place/map.svg?lon=1&z=14&size=narrow&layer=a', '/place/map.svg?lon=1&z=15&layer=a']);
  expect(picturesIn(html, true)).toEqual(['/place/map.svg?lon=1&z=14&size=narrow&layer=a']);
  expect(picturesIn(html, false)).toEqual(['/place/map.svg?lon=1&z=15&layer=a']);
});

test('what the server forbids to keep, and what is not its own whole answer, is not kept', () => {
  const answer = (init: ResponseInit, more: object = {}) => Object.defineProperties(new Response('x', init), Object.fromEntries(
    Object.entries({ type: 'basic', redirected: false, ...more }).map(([name, value]) => [name, { value }])));
  expect(mayKeep(answer({}))).toBe(true);
  expect(mayKeep(answer({ headers: { 'cache-control': 'private, no-cache' } }))).toBe(true);
  expect(mayKeep(answer({ headers: { 'cache-control': 'no-store' } }))).toBe(false);
  expect(mayKeep(answer({ status: 503 }))).toBe(false);
  expect(mayKeep(answer({}, { type: 'cors' }))).toBe(false);
  expect(mayKeep(answer({}, { redirected: true }))).toBe(false);
});

test('the network has so long and no longer, the second time less, and what comes late is not lost', async () => {
  const network = new Network(() => Date.now(), () => true);
  const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(new Response('late')), 10_000));
  const asked = network.ask(slow);
  await vi.advanceTimersByTimeAsync(3500);
  const first = await asked;
  expect(first && 'later' in first).toBe(true);
  const again = network.ask(slow);
  await vi.advanceTimersByTimeAsync(800);
  expect(await again).toHaveProperty('later');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await (first as { later: Promise<Response> }).later).toBeInstanceOf(Response);
});

test('a server out of order and a telephone out of reach are no answer; others are', async () => {
  const network = new Network(() => 0, () => true);
  expect(await network.ask(async () => new Response('', { status: 503 }))).toBeNull();
  expect(await network.ask(() => Promise.reject(new TypeError('no network')))).toBeNull();
  expect(await network.ask(async () => new Response('', { status: 404 }))).toHaveProperty('answer');
  const without = new Network(() => 0, () => false).ask(() => new Promise<Response>(() => undefined));
  await vi.advanceTimersByTimeAsync(800);
  expect(await without).toHaveProperty('later');
});
