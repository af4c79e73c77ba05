// Runs the import route of a Neuronpedia checkout, as its web application would, on an export that
// the S3 view serves. Its code for S3 and for the rows is taken as it is; in the place of Prisma and
// of Next.js stand the few lines below.
//
//   AWS_ENDPOINT_URL_S3=http://127.0.0.1:8642/s3 POSTGRES_URL_NON_POOLING=postgresql://… \
//     node import.js NEURONPEDIA_CHECKOUT MODEL SOURCE
//
// The database needs Neuronpedia's tables; export-worker/src/test/resources/neuronpedia.sql makes
// those that an import writes.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';

const here = dirname(fileURLToPath(import.meta.url));
const [checkout, model, source] = process.argv.slice(2);
const webapp = join(checkout, 'apps/webapp');

const database = new pg.Client({ connectionString: process.env.POSTGRES_URL_NON_POOLING });
await database.connect();

// ---- what the route uses of Prisma: like it, refuses fields that a table does not have

async function columns(table) {
  const found = await database.query(
    'select column_name from information_schema.columns where table_name = $1',
    [table],
  );
  return found.rows.map((row) => row.column_name);
}

function table(name) {
  const quoted = `"${name}"`;
  const flat = (where) =>
    Object.assign({}, ...Object.entries(where).map(([k, v]) => (typeof v === 'object' ? v : { [k]: v })));
  async function write(data, conflict) {
    const known = await columns(name);
    const names = Object.keys(data).filter((key) => data[key] !== undefined);
    for (const key of names) {
      if (!known.includes(key)) throw new Error(`Unknown argument ${key} of ${name}`);
    }
    const list = names.map((key) => `"${key}"`).join(', ');
    await database.query(
      `insert into ${quoted} (${list}) select ${list} from jsonb_populate_record(null::${quoted}, $1) ${conflict(names)}`,
      [JSON.stringify(data)],
    );
  }
  return {
    async findUnique({ where }) {
      const keys = Object.entries(flat(where));
      const found = await database.query(
        `select * from ${quoted} where ${keys.map(([key], i) => `"${key}" = $${i + 1}`).join(' and ')}`,
        keys.map(([, value]) => value),
      );
      return found.rows[0] ?? null;
    },
    create: ({ data }) => write(data, () => ''),
    upsert: ({ where, create }) =>
      write(create, (names) => {
        const key = Object.keys(flat(where)).map((name) => `"${name}"`);
        return `on conflict (${key.join(', ')}) do update set ${names.map((n) => `"${n}" = excluded."${n}"`).join(', ')}`;
      }),
  };
}

globalThis.npexportStandIns = {
  prisma: new Proxy({}, { get: (_, name) => table(name[0].toUpperCase() + name.slice(1)) }),
};

// ---- the modules that the route imports of its application and of Next.js

const STAND_INS = {
  '@/lib/db': 'export const { prisma } = globalThis.npexportStandIns;',
  '@/lib/env': 'export const IS_LOCALHOST = true;',
  '@/lib/with-user':
    'export const withOptionalUser = (handler) => handler; export const getAuthedAdminUser = async () => null;',
  'next/server': 'export const NextResponse = Response;',
};

const standIns = {
  name: 'stand-ins',
  setup(bundler) {
    bundler.onResolve({ filter: /^(@\/|next\/)/ }, ({ path }) => {
      if (path in STAND_INS) return { path, namespace: 'stand-in' };
      const file = join(webapp, path.slice(2));
      return { path: [`${file}.ts`, join(file, 'index.ts')].find(existsSync) ?? file };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path }) => ({
      contents: STAND_INS[path],
    }));
  },
};

const folder = await mkdtemp(join(here, '.import-'));
let failed = false;
try {
  const bundle = join(folder, 'route.cjs');
  await build({
    entryPoints: [join(webapp, 'app/api/admin/import/route.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@aws-sdk/client-s3', 'pg', 'node-gzip'],
    plugins: [standIns],
    logLevel: 'error',
  });
  const { GET } = await import(pathToFileURL(bundle));
  const { log, error } = console;
  const said = []; // of a tree without inference hosts it says that there are none
  console.log = () => {};
  console.error = (...words) => said.push(words);
  const answer = await GET(
    new Request(`http://localhost:3000/api/admin/import?modelId=${model}&sourceId=${source}`),
  );
  const events = await answer.text();
  Object.assign(console, { log, error });
  failed = !events.includes('event: complete');
  if (failed) console.error(...said.flat(), events.split('\n\n').slice(-3).join('\n'));
  for (const name of ['Neuron', 'Activation', 'Explanation']) {
    const rows = await database.query(
      `select count(*) from "${name}" where "modelId" = $1 and layer = $2`,
      [model, source],
    );
    console.log(`${name}: ${rows.rows[0].count} rows`);
  }
} finally {
  await rm(folder, { recursive: true });
  await database.end();
}
process.exit(failed ? 1 : 0); // the importer leaves its connections open
