import { expect, test } from 'vitest';
import { scaleOpacity } from '../map/opacity';

test('numbers are multiplied, and what is not said is 1', () => {
  expect(scaleOpacity(0.6, 0.5)).toBeCloseTo(0.3);
  expect(scaleOpacity(undefined, 0.4)).toBe(0.4);
});

test('a zoom expression stays outermost', () => {
  expect(scaleOpacity(['interpolate', ['linear'], ['zoom'], 10, 0.4, 16, 1], 0.5)).toEqual(['interpolate', ['linear'], ['zoom'], 10, 0.2, 16, 0.5]);
  expect(scaleOpacity(['step', ['zoom'], 0.2, 12, ['get', 'o']], 0.5)).toEqual(['step', ['zoom'], 0.1, 12, ['*', ['get', 'o'], 0.5]]);
});

test('other expressions are multiplied as a whole', () => {
  expect(scaleOpacity(['get', 'o'], 0.5)).toEqual(['*', ['get', 'o'], 0.5]);
});
