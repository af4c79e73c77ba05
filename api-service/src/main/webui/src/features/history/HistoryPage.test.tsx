import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useJobEvents } from '../../stores/jobEvents';
import { expectNoAxeViolations } from '../../testing/axe';
import { fakeServer, type FakeServer, type Request } from '../../testing/fakeServer';
import { FakeSocket } from '../../testing/fakeSocket';
import { aJob, anSae, SAE_ID } from '../../testing/fixtures';
import { renderApp } from '../../testing/renderApp';

const LIST = 'GET /neuronpedia/exports';
const JOBS = [
  aJob({ id: 'a', sae_name: 'running one' }),
  aJob({ id: 'b', sae_name: 'failed one', status: 'failed', error_code: 'disk_full' }),
  aJob({ id: 'c', sae_name: 'done one', status: 'completed', file_size_bytes: 1_000_000 }),
];
let server: FakeServer;

function list({ query }: Request) {
  const items = JOBS.filter((job) => !query.get('status') || job.status === query.get('status'));
  const totals = { computing: 1, failed: 1, completed: 43 };
  return {
    items,
    page: Number(query.get('page')),
    size: 20,
    total: query.get('status') ? 1 : 45,
    totals,
  };
}

beforeEach(() => {
  useJobEvents.setState({ latest: {} });
  server = fakeServer({
    [LIST]: list,
    'GET /saes': { items: [anSae()], page: 0, size: 100, total: 1 },
  });
});

async function open() {
  const app = renderApp('/exports');
  await screen.findByRole('table', { name: 'Exports' });
  return app;
}

const row = (name: string) => screen.getByRole('row', { name: new RegExp(name) });

describe('the history', () => {
  it('lists exports with what can be done with each', async () => {
    await open();
    expect(within(row('running one')).getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '25',
    );
    expect(within(row('failed one')).getByText('The disk is full')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Retry export of failed one' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Download export of done one' })).toBeVisible();
  });

  it('filters by status and SAE, and keeps both in the address', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Failed 1' }));
    await waitFor(() => expect(screen.queryByText('done one')).not.toBeInTheDocument());
    await user.selectOptions(screen.getByRole('combobox', { name: 'SAE' }), 'whale');
    await waitFor(() => expect(server.of(LIST).at(-1)?.query.get('sae_id')).toBe(SAE_ID));
    expect(window.location.search).toBe(`?status=failed&sae=${SAE_ID}`);
  });

  it('turns pages', async () => {
    const { user } = await open();
    expect(screen.getByText('1–20 of 45')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByText('21–40 of 45');
    expect(server.of(LIST).at(-1)?.query.get('page')).toBe('1');
  });

  it('follows running exports without asking again', async () => {
    await open();
    const asked = server.of(LIST).length;
    FakeSocket.last.open();
    FakeSocket.last.send({
      ...aJob({ id: 'a' }),
      type: 'state',
      job_id: 'a',
      seq: 5,
      progress: 0.75,
    });
    expect(within(row('running one')).getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '75',
    );
    expect(server.of(LIST)).toHaveLength(asked);
  });

  it('deletes after the question and shows the list again', async () => {
    server.on('DELETE /neuronpedia/export/b', undefined);
    const { user } = await open();
    const asked = server.of(LIST).length;
    await user.click(screen.getByRole('button', { name: 'Delete export of failed one' }));
    await user.click(screen.getByRole('button', { name: 'Delete it' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(server.of('DELETE /neuronpedia/export/b')).toHaveLength(1);
    await waitFor(() => expect(server.of(LIST).length).toBeGreaterThan(asked));
  });

  it('says what to do while it is empty', async () => {
    server.on(LIST, { items: [], page: 0, size: 20, total: 0, totals: {} });
    renderApp('/exports');
    expect(await screen.findByRole('heading', { name: 'Nothing was exported yet' })).toBeVisible();
    await expectNoAxeViolations();
  });

  it('has no accessibility violation', async () => {
    await open();
    await expectNoAxeViolations();
  });
});
