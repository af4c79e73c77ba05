// Makes the requests of Neuronpedia's importer with the AWS SDK that it uses, and holds every byte
// against the archive's manifest. Arguments: folder of the unpacked archive, modelId, sourceId.
// The endpoint comes from AWS_ENDPOINT_URL_S3 alone, as in an unmodified Neuronpedia.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

const BUCKET = 'neuronpedia-datasets';
const CONFIG = [
  'explanation_model_type',
  'explanation_type',
  'explanation_score_model',
  'explanation_score_type',
  'eval_type',
];

const [folder, model, source] = process.argv.slice(2);
const manifest = new Map(
  JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')).entries.map((e) => [e.path, e]),
);
const client = new S3Client({
  region: 'us-east-1',
  signer: { sign: async (request) => request },
  credentials: { accessKeyId: '', secretAccessKey: '' },
});

async function fetchKey(key, range) {
  const answer = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key, Range: range }));
  return Buffer.from(await answer.Body.transformToByteArray());
}

function check(what, holds) {
  if (!holds) throw new Error(what);
}

async function checkKey(key) {
  const bytes = await fetchKey(key);
  const expected = manifest.get(`neuronpedia/${key}`);
  check(`${key} is in the manifest`, expected);
  check(`${key} has its size`, bytes.length === expected.size);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  check(`${key} has its sha256`, sha256 === expected.sha256);
  return bytes;
}

const root = `v1/${model}/${source}`;
for (const name of CONFIG) await checkKey(`v1/config/${name}.jsonl`);
for (const name of ['release', 'model', 'sourceset', 'source']) {
  JSON.parse(await checkKey(`${root}/${name}.jsonl`));
}
try {
  await fetchKey(`${root}/inference_hosts.jsonl`);
  throw new Error('a missing key was answered');
} catch (error) {
  check(`a missing key is NoSuchKey, not ${error}`, error.name === 'NoSuchKey');
}
let rows = 0;
for (const prefix of ['features', 'activations', 'explanations/']) {
  const listing = await client.send(
    new ListObjectsV2Command({ Bucket: BUCKET, Prefix: `${root}/${prefix}` }),
  );
  check(`${prefix} has files`, listing.KeyCount > 0);
  for (const { Key } of listing.Contents) {
    const lines = gunzipSync(await checkKey(Key)).toString().trimEnd().split('\n');
    lines.forEach((line) => JSON.parse(line));
    rows += lines.length;
  }
}
const whole = await fetchKey(`${root}/source.jsonl`);
const part = await fetchKey(`${root}/source.jsonl`, 'bytes=2-9');
check('a range is that part', part.equals(whole.subarray(2, 10)));
console.log(`AWS SDK for JavaScript: ${rows} rows of ${model}/${source}, every file as in the manifest`);
