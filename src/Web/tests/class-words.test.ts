import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { Catalogue, HazardHere, Layer, LegendItem } from '../data/types';
import { LANGUAGES, speak, type Messages } from '../i18n';
import { inLanguage } from '../i18n/catalogue';
import { formatRange } from '../i18n/format';
import { hazardSentence } from '../i18n/hazard-words';
import japanese from '../i18n/ja.json';

const speakNow = (id: string) => speak(
  JSON.parse(readFileSync(fileURLToPath(new URL(`../i18n/${id}.json`, import.meta.url)), 'utf8')) as Messages, LANGUAGES.find((one) => one.id === id)!);
afterEach(() => speak(japanese));

const item = (label: string, rest: Partial<LegendItem> = {}): LegendItem =>
  ({ id: label, label, description: 'せつめい', color: '#fff', outline: null, pattern: null, symbol: null, filter: ['has', 'x'], ...rest });
const layer = (title: string, kind: string, legend: LegendItem[], rest: Partial<Layer> = {}) =>
  ({ id: kind, title, kind, group: 'hazard', dateText: '令和', date: '2026-04-01', description: null, legend, fields: [], hazard: null, ...rest }) as unknown as Layer;
const town = (layers: Layer[], kinds: Catalogue['kinds'] = []) =>
  ({ groups: [{ id: 'own', title: '町だけのもの' }], kinds, layers }) as unknown as Catalogue;
const slide = { kind: 'landslide', unit: null, siteFlag: 'landslide', measure: 'zone' };
const landslide = layer('土砂災害警戒区域', 'landslide', [
  item('土砂災害特別警戒区域（急傾斜地の崩壊）', { name: 'landslide.steep-special' }), item('町が見つけたがけ'),
], { hazard: slide });
const kinds = [{ id: 'landslide', title: '土砂災害警戒区域', titles: { en: 'Landslide zone', easy: 'くずれる所' } }];

test('a class is called in the language of the page and keeps its Japanese words', () => {
  speakNow('en');
  const [made, own] = inLanguage(town([landslide], kinds)).layers[0]!.legend;
  expect(made).toMatchObject({ label: 'Special landslide warning zone (slope collapse)', original: '土砂災害特別警戒区域（急傾斜地の崩壊）', japanese: false });
  expect(made!.description).toMatch(/^The slope may collapse/);
  expect(own).toMatchObject({ label: '町が見つけたがけ', description: 'せつめい', japanese: true });
});

test('a zone that is still to be designated says so', () => {
  speakNow('pt');
  const planned = layer('土砂災害警戒区域', 'landslide', [item('土砂災害警戒区域（土石流・指定前）', { name: 'landslide.debris' }), item('土砂災害警戒区域（土石流）', { name: 'landslide.debris' })]);
  const [made, designated] = inLanguage(town([planned], kinds)).layers[0]!.legend;
  expect(made!.label).toBe(`${designated!.label} (ainda não designada)`);
});

test('a kind of the town\'s own stays Japanese and says so', () => {
  speakNow('vi');
  const made = inLanguage(town([layer('ようかい', 'ghost', [item('ようかい', { filter: null })])], [{ id: 'ghost', title: 'ようかい' }]));
  expect(made.layers[0]).toMatchObject({ title: 'ようかい', japanese: true });
  expect(made.layers[0]!.legend[0]).toMatchObject({ label: 'ようかい', japanese: true });
  expect(made.groups[0]).toMatchObject({ title: '町だけのもの', japanese: true });
});

test('what stands for a whole kind is called as the kind', () => {
  speakNow('en');
  const made = inLanguage(town([layer('町のがけ', 'landslide', [item('がけ', { filter: null })])], kinds)).layers[0]!;
  expect(made.legend[0]!.label).toBe('Landslide zone');
  expect(made).toMatchObject({ title: 'Landslide zone（町のがけ）', kindTitle: 'Landslide zone', ownTitle: '町のがけ' });
});

test('brackets around brackets have another form', () => {
  speakNow('en');
  expect(inLanguage(town([layer('町のがけ（東）', 'landslide', [])], kinds)).layers[0]!.title).toBe('Landslide zone［町のがけ（東）］');
});

test('ranges are written by rule, with what the depth means', () => {
  const flood = layer('洪水', 'flood-depth', [item('0.5m以上3m未満', { bounds: { min: 0.5, max: 3, unit: 'm' } })], { hazard: { kind: 'flood-depth', unit: 'm', siteFlag: null, measure: 'depth' } });
  speakNow('pt');
  expect(inLanguage(town([flood])).layers[0]!.legend[0]).toMatchObject({ label: '0,5–3 m', description: 'Água que cobre todo o térreo.', japanese: false });
  speakNow('easy');
  expect(inLanguage(town([flood])).layers[0]!.legend[0]).toMatchObject({ label: '0.5〜3m', original: '0.5m以上3m未満' });
});

test.each([
  ['en', 12, 24, '12–24 h'], ['en', 24, 72, '1–3 days'], ['en', 72, 168, '3–7 days'], ['en', 168, 336, '1–2 weeks'],
  ['en', 672, null, '4 weeks or more'], ['en', 168, null, '7 days or more'], ['en', 0, 24, 'less than 24 h'],
  ['vi', 72, 168, '3–7 ngày'], ['ja', 72, 168, '3〜7日'], ['ko', null, 12, '12 시간 미만'],
])('in %s hours from %s to %s read %s', (id, min, max, words) => {
  speakNow(id);
  expect(formatRange(min, max, 'h')).toBe(words);
});

test('a zone\'s sentence names the class and what it means', () => {
  speakNow('en');
  const said = inLanguage(town([landslide], kinds)).layers[0]!;
  const here = { layer: 'landslide', layerTitle: '土砂災害警戒区域', maxDepth: null } as HazardHere;
  expect(hazardSentence(here, said, said.legend[0], '')).toBe('Special landslide warning zone (slope collapse). The slope may collapse. Buildings can be destroyed; lives are in great danger.');
  expect(hazardSentence(here, said, said.legend[1], '')).toBe('Landslide zone.');
});

test('of a hazard that nobody translated no half sentence is made', () => {
  speakNow('en');
  const own = inLanguage(town([layer('怪獣の道', 'monster', [item('足の下')], { hazard: { ...slide, kind: 'monster' } })])).layers[0]!;
  expect(hazardSentence({ layer: 'monster', layerTitle: '怪獣の道', maxDepth: null } as HazardHere, own, own.legend[0], '')).toBeNull();
});

test('fields that mean something known are called so, others keep their column\'s name', () => {
  speakNow('en');
  const field = (title: string, role: string | null) => ({ name: title, title, type: 'text', role, unit: null, codes: null }) as Layer['fields'][number];
  const made = inLanguage({ ...town([layer('にげる所', 'hut', [], { fields: [field('所在地', 'address'), field('車椅子', 'has-wheelchair'), field('洪水', 'fits-flood'), field('備考', null)] })]),
    siteFlags: [{ id: 'flood', title: '洪水', titles: { en: 'Flood' } }] });
  expect(made.layers[0]!.fields.map(({ title, japanese }) => [title, japanese ?? false])).toEqual([
    ['Address', false], ['Wheelchair-accessible toilet', false], ['Flood', false], ['備考', true],
  ]);
});

test('in Japanese nothing changes', () => {
  const catalogue = town([landslide], kinds);
  expect(inLanguage(catalogue)).toBe(catalogue);
});
