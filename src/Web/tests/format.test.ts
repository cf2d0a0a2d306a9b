import { expect, test } from 'vitest';
import { formatDate, formatDistance, formatRange } from '../i18n/format';

test.each([
  [0, 0.5, 'm', '0.5m未満'],
  [null, 0.3, 'm', '0.3m未満'],
  [0.5, 3, 'm', '0.5〜3m'],
  [20, null, 'm', '20m以上'],
  [12, 24, 'h', '12〜24時間'],
  [null, null, 'm', null],
  [0, null, 'm', null],
])('a range from %s to %s %s reads %s', (min, max, unit, words) => {
  expect(formatRange(min, max, unit)).toBe(words);
});

test.each([[3, '約10m'], [124, '約120m'], [996, '約1km'], [1240, '約1.2km'], [12400, '約12km']])('%s metres read %s', (metres, words) => {
  expect(formatDistance(metres)).toBe(words);
});

test.each([
  ['2025-03-01', '令和7年3月1日(2025)'],
  ['2025-03', '令和7年3月(2025)'],
  ['2019-04-30', '平成31年4月30日(2019)'],
  ['2019-05-01', '令和元年5月1日(2019)'],
  ['不明', '不明'],
])('the date %s reads %s', (iso, words) => {
  expect(formatDate(iso)).toBe(words);
});
