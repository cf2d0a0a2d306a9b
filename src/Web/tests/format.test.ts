import { expect, test } from 'vitest';
import { formatDate, formatDistance } from '../i18n/format';

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
