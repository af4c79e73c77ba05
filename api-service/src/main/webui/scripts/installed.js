// Before a build: installs again when the lock file is newer than what is installed.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

const age = (file) => statSync(new URL(file, import.meta.url), { throwIfNoEntry: false })?.mtimeMs;

const locked = age('../package-lock.json') ?? 0;
const installed = age('../node_modules/.package-lock.json') ?? 0;
if (locked > installed) {
  execFileSync('npm', ['ci', '--prefer-offline'], { stdio: 'inherit' });
}
