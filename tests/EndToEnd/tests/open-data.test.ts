import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, newPage } from '../support/browser';
import { layerOfKind, publicUrl } from '../support/town';

interface Term { value: string; termType: string; language?: string }
interface Quad { subject: Term; predicate: Term; object: Term }
interface JsonLd { toRDF(document: unknown, options: object): Promise<Quad[]> }

// Somebody else's reader of JSON-LD; it brings no types along.
const jsonld = createRequire(import.meta.url)('jsonld') as JsonLd;

const DCAT = 'http://www.w3.org/ns/dcat#';
const DCT = 'http://purl.org/dc/terms/';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** The worker makes the files of the whole town by and by. */
async function untilMade(address: string): Promise<Response> {
  for (let i = 0; ; i++) {
    const answer = await fetch(address);
    if (answer.status !== 503 || i >= 150) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

test('the list for portals is RDF with all that DCAT-AP asks for, and nothing must be fetched to read it', async () => {
  const { id } = await layerOfKind('toilet');
  expect((await untilMade(`${publicUrl()}data/${id}.csv`)).status).toBe(200);
  const document = await (await fetch(`${publicUrl()}data/catalog.jsonld`)).json();
  const documentLoader = (address: string) => Promise.reject(new Error(`asked for ${address}`));
  const quads = await jsonld.toRDF(document, { safe: true, documentLoader });
  const of = (type: string) => quads.filter((q) => q.predicate.value === TYPE && q.object.value === DCAT + type).map((q) => q.subject.value);
  const said = (subject: string, predicate: string) => quads.filter((q) => q.subject.value === subject && q.predicate.value === predicate).map((q) => q.object);

  const [catalog] = of('Catalog');
  for (const needed of [`${DCT}title`, `${DCT}description`, `${DCT}publisher`]) expect(said(catalog!, needed), needed).not.toEqual([]);
  const sets = of('Dataset');
  expect(sets.length).toBeGreaterThan(20);
  expect(said(catalog!, `${DCAT}dataset`).map((o) => o.value).sort()).toEqual([...sets].sort());
  for (const set of sets) {
    for (const needed of ['title', 'description']) expect(said(set, DCT + needed).map((o) => o.language), `${set} ${needed}`).toEqual(['ja']);
    expect(said(set, `${DCAT}distribution`), set).not.toEqual([]);
  }
  for (const one of of('Distribution')) {
    expect(said(one, `${DCAT}accessURL`).map((o) => o.termType), one).toEqual(['NamedNode']);
    expect(said(one, `${DCT}license`).map((o) => o.value), one).toEqual(['https://creativecommons.org/publicdomain/zero/1.0/']);
  }
  const csv = `${publicUrl()}data/${id}.csv`;
  expect(Number(said(csv, `${DCAT}byteSize`)[0]!.value)).toBe((await (await fetch(csv)).arrayBuffer()).byteLength);
  const [standard] = said(csv, `${DCT}conformsTo`);
  expect(said(standard!.value, `${DCT}title`)[0]!.value).toBe('自治体標準オープンデータセット 公衆トイレ一覧');
}, 240_000);

test('without a script one comes from the list to the file, which has a name that says what it is', async () => {
  const { id } = await layerOfKind('toilet');
  await untilMade(`${publicUrl()}data/${id}.csv`);
  const { page, faults } = await newPage(browser, { javaScriptEnabled: false, acceptDownloads: true });
  await page.goto(`${publicUrl()}data`);
  await page.fill('#words', 'トイレ');
  await page.click('.facets button');
  await page.click('.data-list h3 a');
  expect(await page.locator('.standard').textContent()).toContain('標準の列 39 列のうち');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.take >> nth=0')]);
  expect(download.suggestedFilename()).toMatch(/^潮見町_公衆トイレ_第\d+版\.csv$/);
  const picture = await page.locator('.set-map img').evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth]);
  expect(picture[1]).toBeGreaterThan(0);
  expect(faults).toEqual([]);
  await page.context().close();
}, 240_000);
