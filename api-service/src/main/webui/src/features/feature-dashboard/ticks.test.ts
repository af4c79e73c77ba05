import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks } from './ticks';

describe('linearTicks', () => {
  it.each([
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [-0.23, 0.46, 4, [-0.2, 0, 0.2, 0.4]],
    [0, 950, 3, [0, 500]],
  ])('from %d to %d', (min, max, count, ticks) => {
    expect(linearTicks(min, max, count)).toEqual(ticks);
  });

  it('has one tick where there is no range', () => {
    expect(linearTicks(3, 3, 5)).toEqual([3]);
  });
});

describe('logTicks', () => {
  it('takes powers of ten over decades and 1, 2, 5 over less', () => {
    expect(logTicks(0.01, 100)).toEqual([0.01, 0.1, 1, 10, 100]);
    expect(logTicks(0.9, 11)).toEqual([1, 2, 5, 10]);
  });
});
