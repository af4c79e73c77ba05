// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\x00-\x1f\x7f-\x9f]/g;

/** A token for a list, where invisible characters have to be seen. */
export function visibleToken(token: string): string {
  if (token === '') return '(empty)';
  const marked = token
    .replaceAll('\n', '↵')
    .replaceAll('\r', '␍')
    .replaceAll('\t', '⇥')
    .replaceAll(CONTROL, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return /^ +$/.test(marked) ? marked.replaceAll(' ', '␣') : marked;
}

/** A token inside running text: a break is marked, and broken when `lineBreaks` says so. */
export function runningToken(token: string, lineBreaks: boolean): string {
  if (!/[\n\r\t]/.test(token)) return token;
  return token
    .replaceAll('\r', '')
    .replaceAll('\t', '⇥')
    .replaceAll('\n', lineBreaks ? '↵\n' : '↵');
}

/** A token that begins a word: it goes to the next line whole, its space and its shade with it. */
export const isWord = (text: string) => /^ \S{1,32}$/.test(text);
