// How much a browser loads of the page that the last build left, compressed; fails above the limit:
//   npm run size
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUILT = fileURLToPath(new URL('../../../../target/quinoa/build', import.meta.url));
const LIMIT = 300_000;

let total = 0;
for (const entry of readdirSync(BUILT, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const size = gzipSync(readFileSync(`${entry.parentPath}/${entry.name}`)).length;
  total += size;
  console.log(`${String(size).padStart(8)}  ${entry.name}`);
}
console.log(`${String(total).padStart(8)}  bytes with gzip, at most ${LIMIT}`);
if (total === 0 || total > LIMIT) process.exitCode = 1;
