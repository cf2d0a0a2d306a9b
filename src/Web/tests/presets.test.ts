import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parsePatternName, patternNames } from '../map/patterns';
import { PICTOGRAMS } from '../map/symbols';

const folder = fileURLToPath(new URL('../../../data/presets/', import.meta.url));
interface Look { pattern?: string; symbol?: string }
const looks = readdirSync(folder).filter((name) => name.endsWith('.json')).flatMap((name) => {
  const preset = JSON.parse(readFileSync(folder + name, 'utf8')) as { legend?: Look[]; scale?: Look[] };
  return [...(preset.legend ?? []), ...(preset.scale ?? [])];
});

test('every pattern that a preset names can be drawn', () => {
  const wanted = new Set(looks.map((look) => look.pattern).filter((pattern) => pattern && pattern !== 'none'));
  expect(wanted.size).toBeGreaterThan(3);
  expect([...wanted].filter((pattern) => !patternNames.includes(pattern!))).toEqual([]);
});

test('every symbol that a preset names can be drawn', () => {
  const wanted = new Set(looks.map((look) => look.symbol).filter(Boolean));
  expect(wanted.size).toBeGreaterThan(3);
  expect([...wanted].filter((symbol) => !(symbol! in PICTOGRAMS))).toEqual([]);
});

test('a pattern image is named after its pattern and its ink', () => {
  expect(parsePatternName('pattern-dots-dense-8c6A64')).toEqual({ pattern: 'dots-dense', color: '#8c6a64' });
  expect(parsePatternName('pattern-dots')).toBeNull();
  expect(parsePatternName('symbol-dots-8c6a64')).toBeNull();
});
