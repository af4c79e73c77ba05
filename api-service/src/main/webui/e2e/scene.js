// What a picture or a measurement needs at the service before the browser comes.
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

async function api(services, path, json) {
  const response = await fetch(`${services.url}/api/v1${path}`, {
    ...(json && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(json),
    }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Registers one of the sample's SAEs. */
export const register = (services, name, folder) =>
  api(services, '/saes', {
    name,
    sae_path: `sample/${folder}`,
    model_path: 'sample/model',
    activations_path: 'sample/activations/delphi',
    ...(folder === 'sae' && { labels_path: 'sample/labels.jsonl' }),
  });

export const exportTo = (services, sae, config) =>
  api(services, '/neuronpedia/export', { sae_id: sae.id, config });

export async function finish(services, id) {
  for (;;) {
    const job = await api(services, `/neuronpedia/export/${id}`);
    if (['completed', 'failed', 'cancelled'].includes(job.status)) return job;
    await sleep(200);
  }
}

/** Turns over one bit at the end of a file while `work` is done. */
export async function damaged(path, work) {
  const file = await open(path, 'r+');
  try {
    const last = (await file.stat()).size - 1;
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, last);
    await file.write(Buffer.from([byte[0] ^ 1]), 0, 1, last);
    try {
      await work();
    } finally {
      await file.write(byte, 0, 1, last);
    }
  } finally {
    await file.close();
  }
}
