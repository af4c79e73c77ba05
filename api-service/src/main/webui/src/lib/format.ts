const integers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export const formatInteger = (value: number) => integers.format(value);

const withMinus = (text: string) => text.replaceAll('-', '−');

/** Four significant digits, no exponent between 1e-4 and 1e6; a real minus sign. */
export function formatNumber(value: number, digits = 4): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return withMinus(value.toExponential(2).replace('e+', 'e'));
  return withMinus(String(Number(value.toPrecision(digits))));
}

/** A logit or activation: always the same decimals, so that columns line up. */
export function formatFixed(value: number, decimals = 2): string {
  return withMinus(value.toFixed(decimals));
}

/** A share as Neuronpedia prints it: 0.023 % of tokens, never rounded to zero. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0%';
  if (percent < 0.001) return '<0.001%';
  if (percent < 1) return `${Number(percent.toFixed(3))}%`;
  return `${Number(percent.toFixed(percent < 10 ? 2 : 1))}%`;
}

/** The same in a column: always three decimals. */
export function formatPercentFixed(share: number): string {
  return share > 0 && share < 0.00001 ? '<0.001%' : `${(share * 100).toFixed(3)}%`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 1) return 'under a second';
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const dateTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export const formatTime = (iso: string) => dateTime.format(new Date(iso));

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${formatInteger(count)} ${count === 1 ? one : many}`;
