import type { Example } from '../../api/types';
import { formatNumber, formatPercent } from '../../lib/format';

export interface ExampleGroup {
  key: string;
  title: string;
  examples: Example[];
}

const keyOf = (example: Example) =>
  example.group === 'top' ? 'top' : `${example.bin_min}-${example.bin_max}`;

function titleOf(example: Example): string {
  if (example.group === 'top') return 'Top';
  const { bin_min = 0, bin_max = 0, bin_contains = 0 } = example;
  return `Interval ${formatNumber(bin_min, 3)} – ${formatNumber(bin_max, 3)} (contains ${formatPercent(bin_contains)})`;
}

/** Consecutive examples of one interval together, in the order of the package. */
export function groupExamples(examples: Example[]): ExampleGroup[] {
  const groups: ExampleGroup[] = [];
  for (const example of examples) {
    const key = keyOf(example);
    const last = groups.at(-1);
    if (last?.key === key) last.examples.push(example);
    else groups.push({ key, title: titleOf(example), examples: [example] });
  }
  return groups;
}

export const SNIPPET_BEFORE = 24;
export const SNIPPET_AFTER = 12;

/** The tokens around the strongest one: [from, to). */
export function snippetOf(example: Example): { from: number; to: number } {
  return {
    from: Math.max(0, example.max_index - SNIPPET_BEFORE),
    to: Math.min(example.tokens.length, example.max_index + SNIPPET_AFTER + 1),
  };
}
