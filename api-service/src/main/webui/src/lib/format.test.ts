import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatFixed,
  formatNumber,
  formatPercent,
  formatPercentFixed,
  plural,
} from './format';

describe('formatPercent', () => {
  it.each([
    [0, '0%'],
    [0.00000001, '<0.001%'],
    [0.00023, '0.023%'],
    [0.0123, '1.23%'],
    [0.159, '15.9%'],
    [1, '100%'],
  ])('prints %d as %s', (share, text) => expect(formatPercent(share)).toBe(text));
});

describe('formatPercentFixed', () => {
  it.each([
    [0, '0.000%'],
    [0.0000099, '<0.001%'],
    [0.0001, '0.010%'],
    [0.159, '15.900%'],
  ])('prints %d as %s', (share, text) => expect(formatPercentFixed(share)).toBe(text));
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [999_950, '1.0 MB'],
    [18_734_112, '18.7 MB'],
    [123_456_789_012, '123 GB'],
  ])('prints %d as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('formatDuration', () => {
  it.each([
    [0.2, 'under a second'],
    [59.4, '59 s'],
    [72, '1 min 12 s'],
    [3725, '1 h 2 min'],
  ])('prints %d as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});

describe('numbers', () => {
  it('keeps four digits and writes extremes with an exponent', () => {
    expect(formatNumber(3.14159)).toBe('3.142');
    expect(formatNumber(0.00001234)).toBe('1.23e−5');
    expect(formatNumber(0)).toBe('0');
  });

  it('lines up logits with a real minus sign', () => {
    expect(formatFixed(-0.456)).toBe('−0.46');
  });

  it('counts one thing in the singular', () => {
    expect(plural(1, 'feature')).toBe('1 feature');
    expect(plural(1024, 'feature')).toBe('1,024 features');
  });
});
