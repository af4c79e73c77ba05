import { describe, expect, it } from 'vitest';
import { anExample } from '../../testing/fixtures';
import { groupExamples, snippetOf } from './exampleGroups';

const interval = (bin_min: number, bin_max: number) =>
  anExample({ group: 'interval', bin_min, bin_max, bin_contains: 0.1234 });

describe('groupExamples', () => {
  it('keeps the package’s order: top, then each interval with its share', () => {
    const groups = groupExamples([anExample(), interval(4, 5), interval(4, 5), interval(3, 4)]);
    expect(groups.map(({ title, examples }) => [title, examples.length])).toEqual([
      ['Top', 1],
      ['Interval 4 – 5 (contains 12.3%)', 2],
      ['Interval 3 – 4 (contains 12.3%)', 1],
    ]);
  });
});

describe('snippetOf', () => {
  it('stays inside the prompt around the strongest token', () => {
    const tokens = Array.from({ length: 128 }, () => 'x');
    expect(snippetOf(anExample({ tokens, max_index: 3 }))).toEqual({ from: 0, to: 16 });
    expect(snippetOf(anExample({ tokens, max_index: 60 }))).toEqual({ from: 36, to: 73 });
    expect(snippetOf(anExample({ tokens, max_index: 127 }))).toEqual({ from: 103, to: 128 });
  });
});
