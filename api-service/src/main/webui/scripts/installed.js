// Before a build: installs when nothing is installed, or the lock file is newer than what is. What only the
// page's own tests need stays away or stays there, as it was.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const at = (path) => new URL(path, import.meta.url);
const time = (path) => statSync(at(path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (time('../package-lock.json') > time('../node_modules/.package-lock.json')) {
  const tests = existsSync(at('../node_modules/vitest')) ? '--include=dev' : '--omit=dev';
  execFileSync('npm', ['ci', tests, '--prefer-offline'], { stdio: 'inherit' });
}
