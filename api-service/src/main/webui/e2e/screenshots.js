// Pictures of every page for the documentation, from the real services: `npm run screenshots`.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { openBrowser } from './browser.js';
import { Services } from './services.js';

const FOLDER = resolve(import.meta.dirname, '../../../../../docs/images');
const VIEWPORT = { width: 1440, height: 900 };

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
  for (const colorScheme of ['light', 'dark']) {
    const { page, close } = await openBrowser({ viewport: VIEWPORT, colorScheme });
    const picture = async (name) => {
      const pixels = await page.screenshot({ animations: 'disabled' });
      // A palette is a third of the size, and the page has few colours.
      await sharp(pixels)
        .png({ palette: true, colours: 128, dither: 0, effort: 10 })
        .toFile(`${FOLDER}/${name}-${colorScheme}.png`);
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(services.url + path);
      await page.waitForLoadState('networkidle');
      await picture(name);
    }
    // A new export for each picture of a running one.
    const running = await start({ seed: 7 });
    await page.goto(`${services.url}/exports/${running.id}`);
    await page.getByText(/features\/s/).waitFor();
    await picture('progress');
    await finish(services, running.id);
    await close();
  }
} finally {
  await services.remove();
}
