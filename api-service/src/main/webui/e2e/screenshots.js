// Pictures of every page for the documentation, from the real services:
//   npm run screenshots                    into docs/images, 1440 px wide
//   npm run screenshots -- FOLDER WIDTH    somewhere else, as wide as that
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { openBrowser } from './browser.js';
import { damaged, exportTo, finish, register } from './scene.js';
import { Services } from './services.js';

const [folder = resolve(import.meta.dirname, '../../../../../docs/images'), width = '1440'] =
  process.argv.slice(2);
const VIEWPORT = { width: Number(width), height: 960 };
const THEMES = ['light', 'dark'];
const TOKEN = 'a-token-of-the-pictures';

const services = await Services.prepare();
const { page, close } = await openBrowser({ viewport: VIEWPORT });

/** Pictures of the page as it stands, one of each theme. */
async function picture(name) {
  await page.evaluate(() => document.fonts.ready);
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
    const pixels = await page.screenshot({ animations: 'disabled' });
    // A palette is a third of the size, and the page has few colours.
    await sharp(pixels)
      .png({ palette: true, colours: 128, dither: 0, effort: 10 })
      .toFile(join(folder, `${name}-${colorScheme}.png`));
  }
}

async function visit(path) {
  await page.goto(services.url + path);
  await page.waitForLoadState('networkidle');
}

/** A running export, held where it is while its picture is taken. */
async function pictureOfProgress(sae) {
  const { id } = await exportTo(services, sae, { seed: 7 });
  await page.goto(`${services.url}/exports/${id}`);
  await page.getByText(/features\/s/).waitFor();
  services.signal('export-worker', 'SIGSTOP');
  try {
    await picture('progress');
  } finally {
    services.signal('export-worker', 'SIGCONT');
  }
  await finish(services, id);
}

async function pictureOfProblems() {
  await visit('/saes/new');
  await page.getByLabel('SAE').fill('sample/sae');
  await page.getByLabel('Model').fill('sample/no-such-model');
  await page
    .getByRole('combobox', { name: 'Activations', exact: true })
    .fill('sample/prompts.jsonl');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('alert').waitFor();
  await picture('register');
}

async function pictureOfFailure(sae) {
  await damaged(join(services.dataDir, 'sample/sae/sae_weights.safetensors'), async () => {
    const { id } = await exportTo(services, sae, {});
    await finish(services, id);
    await visit(`/exports/${id}`);
    await picture('failed');
  });
}

async function pictureOfSignIn() {
  const file = join(services.dataDir, 'token');
  await writeFile(file, TOKEN, { mode: 0o600 });
  await services.stop();
  await services.start({ NPEXPORT_API_TOKEN_FILE: file });
  await visit('/');
  await page.getByLabel('Token').waitFor();
  await picture('sign-in');
}

try {
  await mkdir(folder, { recursive: true });
  await services.start();
  const sae = await register(services, 'state-of-the-whale, layer 2', 'sae');
  await register(services, 'state-of-the-whale, top-k', 'sae-topk');
  await register(services, 'state-of-the-whale, standard', 'sae-standard');
  const done = await exportTo(services, sae, {});
  await finish(services, done.id);
  const extracted = await exportTo(services, sae, { feature_selection: 'extracted' });
  await finish(services, extracted.id);
  await pictureOfProgress(sae);
  await pictureOfFailure(sae);
  const pages = {
    saes: '/',
    sae: `/saes/${sae.id}`,
    feature: `/saes/${sae.id}/features/3`,
    export: `/saes/${sae.id}/export`,
    done: `/exports/${done.id}`,
    history: '/exports',
    'not-found': '/saes/nowhere/at/all',
  };
  for (const [name, path] of Object.entries(pages)) {
    await visit(path);
    await picture(name);
  }
  await pictureOfProblems();
  await pictureOfSignIn();
} finally {
  await close();
  await services.remove();
}
