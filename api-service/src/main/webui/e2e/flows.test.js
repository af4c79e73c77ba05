// The page in a real browser against the real services: `npm run e2e`.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { axeViolations, openBrowser, sidewaysScroll } from './browser.js';
import { damaged } from './scene.js';
import { Services } from './services.js';

let services;
let browser;
let page;
let sae; // path of the registered SAE's page

before(async () => {
  services = await Services.prepare();
  await services.start();
  browser = await openBrowser();
  page = browser.page;
});

after(async () => {
  await browser?.close();
  await services?.remove();
});

const goto = (path) => page.goto(services.url + path);
const role = (...args) => page.getByRole(...args);
const path = () => new URL(page.url()).pathname;

/** Waits for a locator, so that a flow reads as what a person sees. */
const sees = (locator) => locator.first().waitFor();

async function startExport(choose = async () => {}) {
  await goto(`${sae}/export`);
  const dialog = role('dialog', { name: /^Export/ });
  await sees(dialog.getByRole('button', { name: 'Start export' }));
  await choose(dialog);
  await dialog.getByRole('button', { name: 'Start export' }).click();
  await page.waitForURL(/\/exports\/[0-9a-f-]{36}$/);
}

/** Nothing for axe to find, light and dark. */
async function isAccessible() {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await sees(page.locator(`html[data-theme=${colorScheme}]`));
    assert.deepEqual(await axeViolations(page), [], `${page.url()}, ${colorScheme}`);
  }
}

const endsAs = (word) => sees(page.locator('h1').getByText(word));

// In this order: each flow goes on from what the ones before left.
describe('the page against the real services', () => {
  test('was built for the API that is served', async () => {
    const check = promisify(execFile)(process.execPath, [
      join(import.meta.dirname, '../scripts/apiTypes.js'),
      'check',
      `${services.url}/q/openapi`,
    ]);
    await assert.doesNotReject(check);
  });

  test('registers an SAE: paths complete, all problems at once, then its page', async () => {
    await goto('/');
    await sees(role('heading', { name: 'No SAE is registered yet' }));
    await role('link', { name: 'Register an SAE' }).click();

    await role('combobox', { name: 'SAE' }).fill('sam');
    await role('option', { name: 'sample/' }).click();
    await role('option', { name: /^sample\/sae\// }).click();
    assert.equal(await role('combobox', { name: 'SAE' }).inputValue(), 'sample/sae/');
    await role('combobox', { name: 'Model' }).fill('sample/no-such-model');
    await role('combobox', { name: 'Activations', exact: true }).fill('sample/nothing-here');
    await role('button', { name: 'Register' }).click();
    await sees(role('alert'));
    for (const name of ['Model', 'Activations']) {
      const field = role('combobox', { name, exact: true });
      assert.equal(await field.getAttribute('aria-invalid'), 'true', `${name} shows its problem`);
    }
    await isAccessible();

    await role('combobox', { name: 'Model' }).fill('sample/model');
    await role('combobox', { name: 'Activations', exact: true }).fill('sample/activations/delphi');
    await role('combobox', { name: 'Labels' }).fill('sample/labels.jsonl');
    await role('textbox', { name: 'Name' }).fill('whale');
    await role('button', { name: 'Register' }).click();
    await sees(role('heading', { level: 1, name: 'whale' }));
    sae = path();
  });

  test('exports a custom selection, and the download is the archive', async () => {
    await startExport(async (dialog) => {
      await dialog.getByRole('radio', { name: /Custom/ }).check();
      const ranges = dialog.getByRole('textbox', { name: 'Feature indices' });
      await ranges.fill('0-9999');
      await sees(dialog.getByText('There is no feature 9999'));
      await ranges.fill('0-9, 512');
      await sees(dialog.getByText('11 features').first());
      const set = dialog.getByRole('textbox', { name: /Source set/ });
      await set.fill('Not Good');
      assert.equal(await set.getAttribute('aria-invalid'), 'true');
      await set.fill('whale-res');
      await sees(dialog.getByText(/about .*B/));
    });
    await page.reload();
    await endsAs('Completed');
    await sees(page.getByText(/sourceId=2-whale-res/));
    await sees(page.getByText(/SAE\.load_from_disk/));

    const download = page.waitForEvent('download');
    await role('link', { name: 'Download' }).click();
    const file = await (await download).path();
    const job = await (
      await fetch(`${services.url}/api/v1/neuronpedia/export/${path().split('/').pop()}`)
    ).json();
    const bytes = await readFile(file);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), job.sha256);
  });

  test('browses features: search, sort, a dashboard, the next one by keyboard', async () => {
    await goto(sae);
    const table = role('table', { name: 'Features' });
    await sees(table.getByRole('link', { name: '0', exact: true }));
    assert.equal(await table.getAttribute('aria-rowcount'), '1025');
    await table.getByRole('button', { name: 'Density' }).click();
    await page.waitForURL(/sort=-activation_frequency/);
    await role('searchbox', { name: 'Search' }).fill('limited');
    await page.waitForURL(/search=limited/);
    await sees(table.getByText(/limited/));

    await goto(`${sae}/features/3`);
    await sees(role('region', { name: 'Positive logits' }));
    await sees(role('img', { name: /Histogram of activations/ }));
    await sees(role('region', { name: 'Top', exact: true }));
    await sees(role('region', { name: /^Interval .* \(contains/ }));
    const token = page.locator('[data-value]:not([data-value="0"])').first();
    await token.hover();
    await sees(role('tooltip'));
    await page.keyboard.press('j');
    await page.waitForURL(/features\/4$/);
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/features\/3$/);
  });

  test('edits a label, which the table then shows', async () => {
    await goto(`${sae}/features/3`);
    await role('button', { name: /Edit label|Add a label/ }).click();
    await role('textbox', { name: 'Label' }).fill('passive verbs');
    await role('button', { name: 'Save' }).click();
    await sees(role('heading', { level: 1, name: /passive verbs/ }));
    await goto(`${sae}?search=passive+verbs`);
    await sees(role('table', { name: 'Features' }).getByText('passive verbs'));
  });

  test('loads a file of labels: all of its problems with their lines, or all of its rows', async () => {
    await goto(sae);
    const load = async (text) => {
      const file = role('dialog', { name: 'Load labels' }).getByLabel('File', { exact: true });
      const buffer = Buffer.from(text);
      await file.setInputFiles({ name: 'labels.csv', mimeType: 'text/csv', buffer });
      await role('button', { name: 'Load', exact: true }).click();
    };
    await role('button', { name: 'Load labels…' }).click();
    await load('feature_index,label\n5,names of whales\n4096,nothing\nx,nothing\n');
    await sees(role('alert'));
    assert.match(await role('alert').innerText(), /4096/);
    await load('feature_index,label,category\n5,names of whales,Animal\n6,ships,Thing\n');
    await sees(page.getByText('2 labels loaded'));
    await sees(role('table', { name: 'Features' }).getByText('names of whales'));
  });

  test('cancels a running export after a question, and retries it to its end', async () => {
    // The worker stands still meanwhile, so that the export is not done before it is cancelled.
    services.signal('export-worker', 'SIGSTOP');
    try {
      await startExport((dialog) => dialog.getByRole('radio', { name: /^All/ }).check());
      await role('button', { name: 'Cancel export…' }).click();
      await role('alertdialog').getByRole('button', { name: 'Cancel the export' }).click();
      await endsAs('Cancelled');
    } finally {
      services.signal('export-worker', 'SIGCONT');
    }
    await role('button', { name: 'Retry' }).click();
    await sees(page.getByText(/attempt 2/));
    await endsAs('Completed');
  });

  test('follows an export over a death of the API, and after a reload', async () => {
    services.signal('export-worker', 'SIGSTOP');
    try {
      await startExport();
      await sees(role('progressbar', { name: 'Progress' }));
      services.signal('api-service', 'SIGKILL');
      await sees(role('alert').getByText('The service does not answer'));
      await role('alert').first().waitFor({ state: 'detached' });
      await page.reload();
      await sees(role('progressbar', { name: 'Progress' }));
    } finally {
      services.signal('export-worker', 'SIGCONT');
    }
    await endsAs('Completed');
  });

  test('shows a failed job with its reason', async () => {
    await damaged(join(services.dataDir, 'sample/sae/sae_weights.safetensors'), async () => {
      await startExport();
      await endsAs('Failed');
      await sees(role('alert').getByText(/sae/));
      await isAccessible();
    });
  });

  test('keeps a history: filters, retries and deletes', async () => {
    await goto('/exports');
    const table = role('table', { name: 'Exports' });
    await sees(table);
    assert.equal(await table.getByRole('row').count(), 5);
    await role('button', { name: /^Failed 1/ }).click();
    await page.waitForURL(/status=failed/);
    await role('link', { name: /^Download export of/ })
      .first()
      .waitFor({ state: 'detached' });
    await role('button', { name: /^Delete export of/ }).click();
    await role('alertdialog').getByRole('button', { name: 'Delete it' }).click();
    await sees(role('heading', { name: 'No export fits the filter' }));
    await role('button', { name: 'Show all exports' }).click();
    await sees(role('link', { name: /^Download export of/ }));
    assert.equal(await table.getByRole('row').count(), 4);
  });

  test('works by the keyboard alone, from the list to a started export', async () => {
    await goto('/');
    await sees(role('link', { name: 'whale' }));
    const focused = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim();
      });
    const focusOn = async (name) => {
      for (let presses = 0; presses < 80; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await focused()) === name) return;
      }
      assert.fail(`no way to “${name}” by the Tab key`);
    };
    await focusOn('whale');
    await page.keyboard.press('Enter');
    await sees(role('table', { name: 'Features' }));
    await focusOn('0');
    for (const [key, row] of [
      ['ArrowDown', '1'],
      ['ArrowDown', '2'],
      ['ArrowUp', '1'],
    ]) {
      await page.keyboard.press(key);
      await page.waitForFunction(
        (text) => document.activeElement?.textContent?.trim() === text,
        row,
      );
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/features\/1$/);
    await page.goBack();
    await sees(role('table', { name: 'Features' }));

    await focusOn('Export to Neuronpedia');
    await page.keyboard.press('Enter');
    await sees(role('button', { name: 'Start export' }));
    await page.keyboard.press('ArrowRight');
    assert.ok(await role('radio', { name: /Extracted/ }).isChecked());
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => {
        const { activeElement, body } = document;
        return activeElement === body || activeElement?.closest('dialog') !== null;
      });
      assert.ok(inside, 'the focus stays in the modal');
    }
    await page.keyboard.press('Escape');
    await role('dialog').waitFor({ state: 'detached' });
    assert.equal(path(), sae);
    assert.equal(await focused(), 'Export to Neuronpedia');
  });

  test('changes its colours at once where motion is reduced', async () => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await goto(`${sae}/features/3`);
    await sees(page.getByText('Positive logits'));
    const transitions = await page.evaluate(() => {
      document.documentElement.dataset.theme = 'dark';
      void getComputedStyle(document.body).color;
      return document.getAnimations().filter((animation) => animation instanceof CSSTransition)
        .length;
    });
    assert.equal(transitions, 0);
  });

  test('has no axe violation and never scrolls sideways, light and dark, 360 px to 4k', async () => {
    const history = await (await fetch(`${services.url}/api/v1/neuronpedia/exports`)).json();
    const pages = {
      '/': 'whale',
      '/saes/new': 'Register an SAE',
      [sae]: 'Facts',
      [`${sae}/features/3`]: 'Positive logits',
      [`${sae}/export`]: 'Contents',
      [`/exports/${history.items.at(-1).id}`]: 'Archive',
      '/exports': 'Exports',
      '/nowhere': 'There is no such page',
    };
    const found = [];
    for (const [address, sign] of Object.entries(pages)) {
      await page.setViewportSize({ width: 360, height: 740 });
      await goto(address);
      await sees(page.getByText(sign));
      // What still comes would change the page under axe.
      await page.waitForLoadState('networkidle');
      await isAccessible();
      for (const width of [360, 768, 1440, 3840]) {
        await page.setViewportSize({ width, height: 1000 });
        const over = await sidewaysScroll(page);
        if (over > 0) found.push(`${address} at ${width} px: ${over} px too wide`);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    assert.deepEqual(found, []);
  });

  test('says that the service is gone; when it is back with a token, asks for that', async () => {
    const token = 'a-token-of-the-flows';
    const tokenFile = join(services.dataDir, 'token');
    await writeFile(tokenFile, `${token}\n`, { mode: 0o600 });
    await goto('/exports');
    await sees(role('table', { name: 'Exports' }));
    await services.stop();
    await role('button', { name: /^Completed/ }).click();
    await sees(role('alert').getByText('The service does not answer'));
    await services.start({ NPEXPORT_API_TOKEN_FILE: tokenFile });

    await sees(role('heading', { name: 'Sign in' }));
    await role('alert').first().waitFor({ state: 'detached' });
    await isAccessible();
    await page.getByLabel('Token').fill('some-other-token-of-old');
    await role('button', { name: 'Sign in' }).click();
    await sees(role('alert').getByText('The token is not valid here'));
    await page.getByLabel('Token').fill(token);
    await page.keyboard.press('Enter');
    await role('table', { name: 'Exports' }).getByRole('link').first().click();
  });

  test('gives commands and a download that work where a token is asked for', async () => {
    await endsAs('Completed');
    const code = (label) => page.locator('figure', { hasText: label }).locator('code').innerText();
    const [curl] = (await code('Download and check')).split('\n');
    const [, address] = /"(http[^"]+)"/.exec(curl);
    assert.equal((await fetch(address, { method: 'HEAD' })).status, 200);
    assert.equal((await fetch(address.replace(/\?.*/, ''), { method: 'HEAD' })).status, 401);
    const [, endpoint] = /AWS_ENDPOINT_URL_S3=(\S+)/.exec(await code('In the Neuronpedia folder'));
    assert.match(await (await fetch(endpoint)).text(), /ListAllMyBucketsResult/);

    const download = page.waitForEvent('download');
    await role('link', { name: 'Download' }).click();
    assert.equal(await (await download).failure(), null);
    await role('button', { name: 'Sign out' }).click();
    await sees(role('heading', { name: 'Sign in' }));
  });

  test('threw no exception in all of this', () => {
    assert.deepEqual(browser.errors, []);
  });
});
