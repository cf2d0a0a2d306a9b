import { expect, test } from 'vitest';
import { since } from '../ui/site-state';

test('of when something is and how long ago that was is said together, and what is not known is said to be so', () => {
  const at = '2026-11-22T14:05:00+09:00';
  const then = Date.parse(at);
  expect(since(at, then + 12 * 60_000)).toBe('11月22日 14時05分の情報（12分前）');
  expect(since(at, then + 5 * 3_600_000)).toBe('11月22日 14時05分の情報（5時間前）');
  expect(since(at, then + 72 * 3_600_000)).toBe('11月22日 14時05分の情報（3日前）');
  expect(since(at, then - 60_000)).toContain('0分前');
  expect(since(null, then)).toBe('いつの情報か分かりません');
  expect(since('yesterday', then)).toBe('いつの情報か分かりません');
});
