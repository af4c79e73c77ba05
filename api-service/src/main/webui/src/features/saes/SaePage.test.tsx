import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectNoAxeViolations } from '../../testing/axe';
import { fakeServer, Refusal, type FakeServer, type Request } from '../../testing/fakeServer';
import { aFeature, aJob, anSae, JOB_ID, SAE_ID } from '../../testing/fixtures';
import { renderApp } from '../../testing/renderApp';

const FEATURES = `GET /saes/${SAE_ID}/features`;
const TOTAL = 50_000;
let server: FakeServer;

function page({ query }: Request) {
  const number = Number(query.get('page'));
  const size = Number(query.get('size'));
  const items = Array.from({ length: size }, (_, i) =>
    aFeature(number * size + i, i === 1 ? { is_dead: true, activation_frequency: 0 } : {}),
  );
  return { items, page: number, size, total: TOTAL };
}

beforeEach(() => {
  // jsdom lays nothing out: a size for what scrolls.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
  server = fakeServer({
    [`GET /saes/${SAE_ID}`]: anSae({ warnings: ['The cache implies an L0 of 12.'] }),
    [FEATURES]: page,
  });
});

async function open(search = '') {
  const app = renderApp(`/saes/${SAE_ID}${search}`);
  const table = await screen.findByRole('table', { name: 'Features' });
  return { table, ...app };
}

describe('an SAE', () => {
  it('shows its facts and what to look at before exporting', async () => {
    await open();
    const facts = screen.getByRole('region', { name: 'Facts' });
    expect(within(facts).getByText('jumprelu')).toBeInTheDocument();
    expect(within(facts).getByText('11.9')).toBeInTheDocument();
    expect(within(facts).getByText('aa11')).toBeInTheDocument();
    expect(screen.getByText('The cache implies an L0 of 12.')).toBeInTheDocument();
  });

  it('puts only the rows in view into the page, but tells how many there are', async () => {
    const { table } = await open();
    expect(table).toHaveAttribute('aria-rowcount', String(TOTAL + 1));
    const rows = within(table).getAllByRole('row');
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(60);
    expect(within(table).getByRole('link', { name: '0' })).toHaveAttribute(
      'href',
      `/saes/${SAE_ID}/features/0`,
    );
    expect(within(table).getByText('dead')).toBeInTheDocument();
  });

  it('asks the service for the order', async () => {
    const { user, table } = await open();
    await user.click(within(table).getByRole('button', { name: 'Density' }));
    await waitFor(() =>
      expect(server.of(FEATURES).at(-1)?.query.get('sort')).toBe('-activation_frequency'),
    );
    expect(within(table).getByRole('columnheader', { name: /Density/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    expect(window.location.search).toBe('?sort=-activation_frequency');
  });

  it('searches and filters, and keeps both in the address', async () => {
    const { user } = await open('?activity=active');
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'love');
    await user.type(screen.getByRole('textbox', { name: 'Density from' }), '0.001');
    await waitFor(() => {
      const query = server.of(FEATURES).at(-1)?.query;
      expect(query?.get('search')).toBe('love');
      expect(query?.get('min_frequency')).toBe('0.001');
      expect(query?.get('has_activations')).toBe('true');
    });
    expect(window.location.search).toBe('?search=love&min=0.001&activity=active');
  });

  it('says when nothing fits, and clears the filters', async () => {
    const { user } = await open();
    server.on(FEATURES, (request: Request) =>
      request.query.get('search') ? { items: [], page: 0, size: 100, total: 0 } : page(request),
    );
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'xyz');
    await user.click(await screen.findByRole('button', { name: 'Clear the filters' }));
    expect(await screen.findByRole('table', { name: 'Features' })).toBeInTheDocument();
  });

  it('applies a category when it is chosen or typed to its end', async () => {
    const { user } = await open();
    const category = screen.getByRole('combobox', { name: 'Category' });
    await user.type(category, 'Token > Sev');
    expect(window.location.search).toBe('');
    await user.type(category, 'eral{Enter}');
    await waitFor(() =>
      expect(server.of(FEATURES).at(-1)?.query.get('category')).toBe('Token > Several'),
    );
  });

  it('says when the features are not counted yet, and opens one all the same', async () => {
    server.on(FEATURES, { items: [], page: 0, size: 100, total: 0 });
    const { user } = renderApp(`/saes/${SAE_ID}`);
    await screen.findByRole('heading', { name: 'The features are not counted yet' });
    expect(screen.getByRole('link', { name: 'Open feature 0' })).toHaveAttribute(
      'href',
      `/saes/${SAE_ID}/features/0`,
    );
    server.on('POST /neuronpedia/compute-dashboard-data', aJob({ kind: 'dashboard_data' }));
    await user.click(screen.getByRole('button', { name: 'Compute the dashboards' }));
    await waitFor(() => expect(window.location.pathname).toBe(`/exports/${JOB_ID}`));
  });

  it('says so too where labels are listed without numbers', async () => {
    const { activation_frequency: _, ...labelled } = aFeature(0);
    server.on(FEATURES, { items: [labelled], page: 0, size: 100, total: 1 });
    const { user } = await open();
    expect(screen.getByText('The features are not counted yet')).toBeInTheDocument();
    server.on('POST /neuronpedia/compute-dashboard-data', aJob({ kind: 'dashboard_data' }));
    await user.click(screen.getByRole('button', { name: 'Compute the dashboards' }));
    await waitFor(() => expect(window.location.pathname).toBe(`/exports/${JOB_ID}`));
  });

  it('keeps labels of right-to-left scripts apart from what stands beside them', async () => {
    server.on(FEATURES, {
      items: [aFeature(0, { label: 'תווית', category: 'עברית' })],
      page: 0,
      size: 100,
      total: 1,
    });
    const { table } = await open();
    for (const text of ['תווית', 'עברית']) {
      expect(within(table).getByText(text).tagName).toBe('BDI');
    }
  });

  it('walks through the rows by the arrow keys', async () => {
    const { user, table } = await open();
    within(table).getByRole('link', { name: '0' }).focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(within(table).getByRole('link', { name: '1' })).toHaveFocus());
  });

  it('is forgotten only after the question', async () => {
    const forget = `DELETE /saes/${SAE_ID}`;
    server.on(forget, new Refusal(409, 'sae_in_use', 'Exports of this SAE are running'));
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Forget…' }));
    await user.click(screen.getByRole('button', { name: 'Forget it' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Exports of this SAE are running');
    expect(server.of(forget)).toHaveLength(1);
  });

  it('has no accessibility violation', async () => {
    await open();
    await expectNoAxeViolations();
  });
});
