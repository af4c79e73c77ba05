import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectNoAxeViolations } from '../../testing/axe';
import { fakeServer, Refusal, type FakeServer } from '../../testing/fakeServer';
import { aFeature, aJob, anSae, JOB_ID, SAE_ID } from '../../testing/fixtures';
import { renderApp } from '../../testing/renderApp';
import { useChoices } from './choices';

const ESTIMATE = 'POST /neuronpedia/export/estimate';
let server: FakeServer;

beforeEach(() => {
  useChoices.setState({ shared: undefined, bySae: {} });
  server = fakeServer({
    [`GET /saes/${SAE_ID}`]: anSae(),
    [`GET /saes/${SAE_ID}/features`]: { items: [aFeature(0)], page: 0, size: 100, total: 1 },
    [ESTIMATE]: {
      feature_count: 1024,
      feature_count_exact: true,
      size_bytes: 18_100_000,
      seconds: 11,
      pace: 'this_sae',
    },
    'POST /neuronpedia/export': aJob(),
    [`GET /neuronpedia/export/${JOB_ID}`]: aJob(),
  });
});

async function openModal() {
  const { user } = renderApp(`/saes/${SAE_ID}/export`);
  const dialog = await screen.findByRole('dialog', { name: /export whale/i });
  const within_ = within(dialog);
  const start = await within_.findByRole('button', { name: 'Start export' });
  return { user, dialog, start, ...within_ };
}

describe('the export modal', () => {
  it('starts an export with the choices made and goes to its progress', async () => {
    const { user, start, getByRole, findByText } = await openModal();
    await user.click(getByRole('radio', { name: /custom/i }));
    await user.type(getByRole('textbox', { name: /feature indices/i }), '0-99, 512');
    expect(await findByText('101 features')).toBeInTheDocument();
    await user.click(getByRole('switch', { name: 'Top tokens' }));
    await user.click(start);

    await screen.findByRole('progressbar', { name: 'Progress' });
    const [sent] = server.of('POST /neuronpedia/export');
    expect(sent?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(sent?.body).toMatchObject({
      sae_id: SAE_ID,
      config: {
        feature_selection: 'custom',
        feature_indices: [512],
        feature_ranges: ['0-99'],
        include_top_tokens: false,
      },
    });
  });

  it('shows an estimate that follows every change', async () => {
    const { user, getByRole, findByText } = await openModal();
    expect(await findByText('18.1 MB')).toBeInTheDocument();
    server.on(ESTIMATE, {
      feature_count: 1024,
      feature_count_exact: true,
      size_bytes: 2_000_000,
      seconds: 3,
      pace: 'this_sae',
    });
    await user.click(getByRole('switch', { name: 'Examples' }));
    expect(await findByText('2.0 MB')).toBeInTheDocument();
    expect(server.of(ESTIMATE).at(-1)?.body).toMatchObject({ config: { include_examples: false } });
  });

  it('says so when the estimate is only the most there can be', async () => {
    server.on(ESTIMATE, {
      feature_count: 1024,
      feature_count_exact: false,
      size_bytes: 1_000,
      seconds: 90,
      pace: 'assumed',
    });
    const { findByText } = await openModal();
    expect(await findByText(/at most/)).toBeInTheDocument();
    expect(await findByText(/not measured here yet/)).toBeInTheDocument();
  });

  it('checks numbers and names as they are typed and cannot be sent meanwhile', async () => {
    const { user, start, getByRole } = await openModal();
    const bins = getByRole('textbox', { name: 'Bins' });
    await user.clear(bins);
    await user.type(bins, '500');
    expect(bins).toHaveAccessibleDescription('A whole number from 10 to 200.');
    const set = getByRole('textbox', { name: /source set/i });
    await user.type(set, 'My Set');
    expect(set).toBeInvalid();
    expect(start).toBeDisabled();

    await user.clear(bins);
    await user.type(bins, '100');
    await user.clear(set);
    await user.type(set, 'res-jb');
    expect(set).toBeValid();
    expect(start).toBeEnabled();
  });

  it('puts what the service refuses at its field', async () => {
    const refusal = new Refusal(400, 'invalid_option', 'An export option cannot be used', [
      { code: 'invalid_option', where: 'logit_lens_norm', message: 'the model has no final norm' },
      { code: 'unknown_feature', where: 'feature_indices[0]', message: 'there is no feature 9' },
      { code: 'invalid_name', where: 'neuronpedia.release', message: 'is taken' },
    ]);
    server.on('POST /neuronpedia/export', refusal);
    const { user, start, getByRole, findByText } = await openModal();
    await user.click(start);
    await findByText('is taken');
    expect(getByRole('textbox', { name: /release/i })).toHaveAccessibleDescription('is taken');
    expect(getByRole('status')).toHaveTextContent('3 fields to correct');
  });

  it('remembers the choices for the next export', async () => {
    const first = await openModal();
    await first.user.click(first.getByRole('switch', { name: 'Histograms' }));
    await first.user.click(first.start);
    await screen.findByRole('progressbar', { name: 'Progress' });

    window.history.pushState(null, '', `/saes/${SAE_ID}/export`);
    const dialog = await screen.findByRole('dialog', { name: /export whale/i });
    await waitFor(() =>
      expect(within(dialog).getByRole('switch', { name: 'Histograms' })).not.toBeChecked(),
    );
  });

  it('takes the choices of an earlier export', async () => {
    server.on(
      `GET /neuronpedia/export/${JOB_ID}`,
      aJob({ config: { feature_selection: 'extracted', top_tokens_k: 99 } }),
    );
    renderApp(`/saes/${SAE_ID}/export?from=${JOB_ID}`);
    expect(await screen.findByRole('radio', { name: /extracted/i })).toBeChecked();
    expect(screen.getByRole('textbox', { name: 'Tokens' })).toHaveValue('99');
  });

  it('has no accessibility violation, also with errors', async () => {
    const { user, getByRole } = await openModal();
    await user.type(getByRole('textbox', { name: /model id/i }), 'NO');
    await expectNoAxeViolations();
  });
});
