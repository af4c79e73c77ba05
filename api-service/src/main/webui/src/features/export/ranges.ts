/** Features named one by one and by ranges, both ends included. */
export interface FeatureList {
  indices: number[];
  ranges: { first: number; last: number }[];
}

export type ParsedRanges = { ok: true; list: FeatureList } | { ok: false; message: string };

const PART = /^(\d{1,10})(?:\s*[-–]\s*(\d{1,10}))?$/;

/** Reads `0-99, 512`: numbers and ranges, separated by commas, spaces or line breaks. */
export function parseRanges(text: string, dSae: number): ParsedRanges {
  // A dash binds its two numbers even with spaces around it: "3 - 7" is one range.
  const parts = text
    .replace(/\s*[-–]\s*/g, '-')
    .split(/[,;\s]+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return wrong('Name at least one feature, for example 0-99, 512.');
  const list: FeatureList = { indices: [], ranges: [] };
  for (const part of parts) {
    const match = PART.exec(part);
    if (!match) return wrong(`“${part}” is neither a number nor a range such as 0-99.`);
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    if (first > last) return wrong(`“${part}” runs backwards: write ${last}-${first}.`);
    if (last >= dSae) return wrong(`There is no feature ${last}: the last one is ${dSae - 1}.`);
    if (match[2] === undefined) list.indices.push(first);
    else list.ranges.push({ first, last });
  }
  return { ok: true, list };
}

function wrong(message: string): ParsedRanges {
  return { ok: false, message };
}

/** How many different features the list names. */
export function countFeatures(list: FeatureList): number {
  const spans = [
    ...list.ranges,
    ...list.indices.map((index) => ({ first: index, last: index })),
  ].sort((a, b) => a.first - b.first);
  let count = 0;
  let next = 0;
  for (const span of spans) {
    const first = Math.max(span.first, next);
    if (span.last >= first) {
      count += span.last - first + 1;
      next = span.last + 1;
    }
  }
  return count;
}
