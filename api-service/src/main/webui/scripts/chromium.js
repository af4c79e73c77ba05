import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** NPEXPORT_CHROMIUM, else the first Chromium or Chrome of the machine; undefined without one. */
export function findChromium() {
  const given = process.env.NPEXPORT_CHROMIUM;
  if (given) return existsSync(given) ? given : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, ...MAC].find((path) => existsSync(path));
}

export const INSTALL =
  'no Chromium or Chrome was found on the PATH or as NPEXPORT_CHROMIUM; install one: ' +
  'Debian: sudo apt-get install chromium · Fedora: sudo dnf install chromium · ' +
  'macOS: brew install --cask chromium';
