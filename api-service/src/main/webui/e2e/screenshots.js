// Pictures of every page for the documentation, from the real services: `npm run screenshots`.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from './browser.js';
import { Services } from './services.js';

const FOLDER = resolve(import.meta.dirname, '../../../../../docs/images');
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

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

async function finish(services, id) {
  for (;;) {
    const job = await api(services, `/neuronpedia/export/${id}`);
    if (['completed', 'failed', 'cancelled'].includes(job.status)) return job;
    await sleep(200);
  }
}

async function register(services, name, folder) {
  return api(services, '/saes', {
    name,
    sae_path: `sample/${folder}`,
    model_path: 'sample/model',
    activations_path: 'sample/activations/delphi',
    labels_path: 'sample/labels.jsonl',
  });
}

const services = await Services.prepare();
try {
  await services.start();
  const sae = await register(services, 'state-of-the-whale, layer 2', 'sae');
  const start = (config) => api(services, '/neuronpedia/export', { sae_id: sae.id, config });
  const done = await start({});
  await finish(services, done.id);
  await finish(services, (await start({ feature_selection: 'extracted' })).id);

  const pages = {
    saes: '/',
    register: '/saes/new',
    sae: `/saes/${sae.id}`,
    feature: `/saes/${sae.id}/features/3`,
    export: `/saes/${sae.id}/export`,
    done: `/exports/${done.id}`,
    history: '/exports',
  };
  await mkdir(FOLDER, { recursive: true });
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await openBrowser({ viewport, colorScheme });
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(services.url + path);
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: `${FOLDER}/${name}-${size}-${colorScheme}.png` });
      }
      // A new export for each picture of a running one.
      const running = await start({ seed: 7 });
      await page.goto(`${services.url}/exports/${running.id}`);
      await page
        .getByText(/features\/s/)
        .or(page.getByText('Completed'))
        .first()
        .waitFor();
      await page.screenshot({ path: `${FOLDER}/progress-${size}-${colorScheme}.png` });
      await finish(services, running.id);
      await close();
    }
  }
} finally {
  await services.remove();
}
