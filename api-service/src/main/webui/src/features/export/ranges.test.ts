import { describe, expect, it } from 'vitest';
import { countFeatures, parseRanges } from './ranges';

describe('parseRanges', () => {
  it('reads numbers and ranges in any mix of separators', () => {
    expect(parseRanges(' 0-99, 512;7\n8 - 9 ', 1024)).toEqual({
      ok: true,
      list: {
        indices: [512, 7],
        ranges: [
          { first: 0, last: 99 },
          { first: 8, last: 9 },
        ],
      },
    });
  });

  it.each([
    ['', 'Name at least one feature'],
    [' , ', 'Name at least one feature'],
    ['4,x', '“x” is neither a number nor a range'],
    ['1-2-3', '“1-2-3” is neither'],
    ['-4', '“-4” is neither'],
    ['1.5', '“1.5” is neither'],
    ['9-3', 'runs backwards: write 3-9'],
    ['1024', 'There is no feature 1024: the last one is 1023'],
    ['0-99999', 'There is no feature 99999'],
  ])('says what is wrong with %j', (text, message) => {
    const parsed = parseRanges(text, 1024);
    expect(parsed.ok ? '' : parsed.message).toContain(message);
  });
});

describe('countFeatures', () => {
  it('counts a feature once however often it is named', () => {
    const list = {
      indices: [5, 5, 200],
      ranges: [
        { first: 0, last: 9 },
        { first: 5, last: 19 },
      ],
    };
    expect(countFeatures(list)).toBe(21);
  });
});
