import { beforeEach, expect, test } from 'vitest';
import { listen, stampOf, type LiveChange, type LiveParts } from '../data/live';
import type { Catalogue } from '../data/types';
import { FreshTiles } from '../map/fresh-tiles';

type Handler = (event: { data: string }) => void;

/** A stream that the test speaks for. */
class Stream {
  static readonly opened: Stream[] = [];
  readonly handlers = new Map<string, Handler>();
  readyState = 1;

  constructor() {
    Stream.opened.push(this);
  }

  addEventListener(name: string, handler: Handler): void {
    this.handlers.set(name, handler);
  }

  say(name: string, data: unknown = null): void {
    this.handlers.get(name)!({ data: JSON.stringify(data) });
  }
}

const catalogueAt = (revision: number, layers: Record<string, number>): Catalogue => ({
  revision, layers: Object.entries(layers).map(([id, now]) => ({ id, revision: now, tiles: `/tiles/${id}/{z}/{x}/{y}.mvt?r=${now}-aa` })),
} as unknown as Catalogue);

let waits: { milliseconds: number; then: () => void }[];
let told: LiveChange[];
let next: Catalogue;
const parts: LiveParts = {
  open: () => new Stream() as unknown as EventSource,
  catalogue: () => Promise.resolve(next),
  wait: (milliseconds, then) => void waits.push({ milliseconds, then }),
};

beforeEach(() => {
  globalThis.document = { baseURI: 'http://town.example/' } as Document;
  Stream.opened.length = 0;
  [waits, told] = [[], []];
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a change is passed on as it was told', async () => {
  listen(catalogueAt(3, { a: 1, b: 2 }), (change) => told.push(change), parts);
  Stream.opened[0]!.say('hello', { revision: 3 });
  const change = { revision: 4, layers: [{ layer: 'a', revision: 2, stamp: '2-aa', tiles: ['14/1/2'] }] };
  Stream.opened[0]!.say('change', change);
  await settled();
  expect(told).toEqual([change]);
});

test('what changed between the catalogue and the stream is caught up, and only that', async () => {
  next = catalogueAt(4, { a: 1, b: 3 });
  listen(catalogueAt(3, { a: 1, b: 2 }), (change) => told.push(change), parts);
  Stream.opened[0]!.say('hello', { revision: 4 });
  await settled();
  expect(told).toEqual([{ revision: 4, layers: [{ layer: 'b', revision: 3, stamp: '3-aa', tiles: null }] }]);
  Stream.opened[0]!.say('hello', { revision: 4 });
  await settled();
  expect(told).toHaveLength(1);
});

test('where there is no stream the catalogue is looked at, more and more seldom', async () => {
  next = catalogueAt(4, { a: 2 });
  listen(catalogueAt(3, { a: 1 }), (change) => told.push(change), parts);
  for (let i = 0; i < 8; i++) {
    const stream = Stream.opened[i]!;
    stream.readyState = 2;
    stream.say('error');
    waits[i]!.then();
    await settled();
  }
  expect(told).toHaveLength(1);
  const pauses = waits.map((wait) => wait.milliseconds);
  expect(pauses).toEqual([...pauses].sort((x, y) => x - y));
  expect(pauses.at(-1)).toBe(300_000);
});

test('a short break is left to the browser', () => {
  listen(catalogueAt(3, { a: 1 }), (change) => told.push(change), parts);
  Stream.opened[0]!.readyState = 0;
  Stream.opened[0]!.say('error');
  expect(waits).toEqual([]);
  expect(Stream.opened).toHaveLength(1);
});

test('only tiles that changed get a new address', () => {
  const fresh = new FreshTiles();
  const tile = (z: number) => `http://town.example/tiles/a/${z}/1/2.mvt?r=1-aa`;
  fresh.add({ layer: 'a', revision: 2, stamp: '2-bb', tiles: ['14/1/2'] });
  expect(fresh.address(tile(14))).toContain('r=2-bb');
  expect(fresh.address(tile(15))).toBe(tile(15));
  fresh.add({ layer: 'a', revision: 3, stamp: '3-cc', tiles: null });
  expect(fresh.address(tile(14))).toContain('r=3-cc');
  expect(fresh.address(tile(15))).toContain('r=3-cc');
  expect(fresh.address('http://town.example/assets/a.js')).toBe('http://town.example/assets/a.js');
});

test('a stamp is read from the template', () => {
  expect(stampOf('/tiles/a/{z}/{x}/{y}.mvt?r=7-0a1b2c3d')).toBe('7-0a1b2c3d');
  expect(stampOf(undefined)).toBeNull();
});
