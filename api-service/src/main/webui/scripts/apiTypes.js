// The types of the API, from the document that the service publishes:
//   node scripts/apiTypes.js write [DOCUMENT]   takes the document and writes the types
//   node scripts/apiTypes.js check [DOCUMENT]   fails when either differs from what is committed
// DOCUMENT is a file or an address; without one, what the last build of api-service left.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const BUILT = here('../../../../target/openapi/openapi.json');
const SNAPSHOT = here('../src/api/openapi.json');
const TYPES = here('../src/api/schema.d.ts');

async function read(source) {
  if (/^https?:/.test(source)) {
    const response = await fetch(source, { headers: { accept: 'application/json' } });
    return response.json();
  }
  return JSON.parse(await readFile(source, 'utf8'));
}

/** Keys in order, so that the same API is the same text. Servers differ from start to start. */
function text(document) {
  const sorted = (value) => {
    if (Array.isArray(value)) return value.map(sorted);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, sorted(value[key])]),
    );
  };
  const { servers: _, ...rest } = document;
  return `${JSON.stringify(sorted(rest), null, 1)}\n`;
}

async function types(document) {
  const ast = await openapiTS(JSON.parse(document), { propertiesRequiredByDefault: true });
  return `// Made by scripts/apiTypes.js from openapi.json: change that, not this.\n${astToString(ast)}`;
}

const [mode, given] = process.argv.slice(2);
if (mode !== 'write' && mode !== 'check') throw new Error('expected write or check');
// A check without a build still holds the types to the snapshot.
const source = given ?? (existsSync(BUILT) ? BUILT : SNAPSHOT);
const document = text(await read(source));
const generated = await types(document);

if (mode === 'write') {
  await writeFile(SNAPSHOT, document);
  await writeFile(TYPES, generated);
} else {
  const same = async (file, expected) =>
    (await readFile(file, 'utf8').catch(() => '')) === expected;
  const drifted = [];
  if (!(await same(SNAPSHOT, document))) drifted.push('src/api/openapi.json');
  if (!(await same(TYPES, generated))) drifted.push('src/api/schema.d.ts');
  if (drifted.length > 0) {
    console.error(`${drifted.join(' and ')} differ from ${source}: npm run api:types`);
    process.exit(1);
  }
}
