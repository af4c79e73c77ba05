import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectNoAxeViolations } from '../../testing/axe';
import { fakeServer, Refusal, type FakeServer } from '../../testing/fakeServer';
import { aDashboard, anSae, SAE_ID } from '../../testing/fixtures';
import { renderApp } from '../../testing/renderApp';
import { forgetAllDashboards } from './dashboards';
import { useViewOptions } from './viewOptions';

const route = (index: number) => `GET /saes/${SAE_ID}/features/${index}/dashboard`;
let server: FakeServer;

beforeEach(() => {
  forgetAllDashboards();
  useViewOptions.setState({ whole: false, lineBreaks: true, values: false });
  server = fakeServer({ [`GET /saes/${SAE_ID}`]: anSae() });
  for (const index of [0, 1, 2, 3, 4, 1023]) server.on(route(index), aDashboard(index));
});

async function open(index: number) {
  const app = renderApp(`/saes/${SAE_ID}/features/${index}`);
  await screen.findByRole('heading', { level: 1, name: new RegExp(`^${index} expressions`) });
  return app;
}

describe('a feature’s dashboard', () => {
  it('shows logits with values, densities, top tokens and grouped examples', async () => {
    await open(2);
    const positive = screen.getByRole('region', { name: 'Positive logits' });
    expect(within(positive).getByRole('row', { name: 'love 0.85' })).toBeInTheDocument();
    const negative = screen.getByRole('region', { name: 'Negative logits' });
    expect(within(negative).getByRole('row', { name: 'hate −0.45' })).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: /Histogram of activations: 1,207 of 52,000/ }),
    ).toBeVisible();
    expect(screen.getByRole('img', { name: /Histogram of logits/ })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Top' })).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'Interval 3.36 – 5.04 (contains 12%)' }),
    ).toBeVisible();
  });

  it('shades tokens by activation and shows a token’s value under the pointer', async () => {
    const { user } = await open(2);
    const [token] = within(screen.getByRole('region', { name: 'Top' })).getAllByText('love');
    expect(token?.style.backgroundColor).toContain('/ 0.59');
    if (token) await user.hover(token);
    expect(await screen.findByRole('tooltip')).toHaveTextContent('4.520');
    expect(screen.getByRole('tooltip')).toHaveTextContent('id 1842 · position 2');
  });

  it('keeps line breaks, or marks them only', async () => {
    const { user } = await open(2);
    const top = screen.getByRole('region', { name: 'Top' });
    expect(top.textContent).toContain('you↵\nall');
    await user.click(screen.getByRole('checkbox', { name: 'Line breaks' }));
    expect(top.textContent).toContain('you↵all');
  });

  it('shows values beside the tokens for those who cannot hover', async () => {
    const { user } = await open(2);
    await user.click(screen.getByRole('checkbox', { name: 'Values' }));
    expect(screen.getByRole('region', { name: 'Top' }).textContent).toContain('love4.52');
  });

  it('copies an example as text', async () => {
    const { user } = await open(2);
    const [copy] = screen.getAllByRole('button', { name: 'Copy' });
    if (copy) await user.click(copy);
    expect(await navigator.clipboard.readText()).toBe('I really love you\nall');
  });

  it.each([
    ['{ArrowRight}', 3],
    ['j', 3],
    ['{ArrowLeft}', 1],
    ['k', 1],
  ])('goes on by %s', async (key, index) => {
    const { user } = await open(2);
    await user.keyboard(key);
    await screen.findByRole('heading', { level: 1, name: new RegExp(`^${index} `) });
    expect(window.location.pathname).toBe(`/saes/${SAE_ID}/features/${index}`);
  });

  it('stops at both ends', async () => {
    const { user } = await open(0);
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    await user.keyboard('k');
    expect(window.location.pathname).toBe(`/saes/${SAE_ID}/features/0`);
  });

  it('jumps to a feature by number', async () => {
    const { user } = await open(2);
    await user.type(
      screen.getByRole('textbox', { name: 'Go to feature, 0 to 1023' }),
      '1023{Enter}',
    );
    await screen.findByRole('heading', { level: 1, name: /^1023 / });
  });

  it('reads single bins of a histogram by the arrow keys, without turning the page', async () => {
    const { user } = await open(2);
    screen.getByRole('img', { name: /Histogram of logits/ }).focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(screen.getAllByText('0 to 1: 12 vocabulary tokens').length).toBeGreaterThan(0);
    expect(window.location.pathname).toBe(`/saes/${SAE_ID}/features/2`);
  });

  it('loads the neighbours before they are asked for', async () => {
    await open(2);
    await waitFor(() => {
      expect(server.of(route(1))).toHaveLength(1);
      expect(server.of(route(3))).toHaveLength(1);
    });
  });

  it('edits the label and shows it', async () => {
    const patch = `PATCH /saes/${SAE_ID}/features/2`;
    server.on(patch, () => {
      server.on(route(2), aDashboard(2, { label: 'expressions of hope' }));
      return {};
    });
    const { user } = await open(2);
    await user.click(screen.getByRole('button', { name: 'Edit label' }));
    const field = screen.getByRole('textbox', { name: 'Label' });
    await user.clear(field);
    await user.type(field, 'expressions of hope');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('heading', { level: 1, name: /expressions of hope/ });
    expect(server.of(patch)[0]?.body).toMatchObject({ label: 'expressions of hope' });
  });

  it('says of a dead feature that it is dead', async () => {
    const dead = aDashboard(4, {
      statistics: {
        activation_frequency: 0,
        activation_count: 0,
        max_activation: 0,
        mean_activation: 0,
        std_activation: 0,
        is_dead: true,
        decoder_norm: 1,
      },
      histogram: {
        bin_edges: [],
        counts: [],
        total_count: 52_000,
        nonzero_count: 0,
        log_scale: false,
      },
      top_tokens: [],
      activations: [],
    });
    server.on(route(4), dead);
    await open(4);
    expect(screen.getByText(/This feature is dead/)).toBeInTheDocument();
    expect(screen.queryByRole('img', { name: /Histogram of activations/ })).not.toBeInTheDocument();
  });

  it('says what went wrong, and tries again when asked', async () => {
    server.on(route(2), new Refusal(410, 'input_changed', 'Gone'));
    const { user } = renderApp(`/saes/${SAE_ID}/features/2`);
    expect(await screen.findByRole('alert')).toHaveTextContent('An input changed');
    server.on(route(2), aDashboard(2));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('heading', { level: 1, name: /^2 expressions/ });
  });

  it('has no accessibility violation', async () => {
    await open(2);
    await expectNoAxeViolations();
  });
});
