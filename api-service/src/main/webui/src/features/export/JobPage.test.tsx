import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useJobEvents } from '../../stores/jobEvents';
import { expectNoAxeViolations } from '../../testing/axe';
import { fakeServer, Refusal, type FakeServer, type Request } from '../../testing/fakeServer';
import { FakeSocket } from '../../testing/fakeSocket';
import { aJob, anSae, JOB_ID, SAE_ID } from '../../testing/fixtures';
import { renderApp } from '../../testing/renderApp';

const JOB = `GET /neuronpedia/export/${JOB_ID}`;
const DONE = aJob({
  status: 'completed',
  stage: 'packaging',
  progress: 1,
  features_done: 1024,
  file_size_bytes: 18_734_112,
  sha256: 'ab'.repeat(32),
  completed_at: '2026-03-01T11:00:09.000Z',
});
let server: FakeServer;

beforeEach(() => {
  useJobEvents.setState({ latest: {} });
  server = fakeServer({
    [JOB]: aJob(),
    [`GET /saes/${SAE_ID}`]: anSae(),
    [`HEAD /neuronpedia/export/${JOB_ID}/download`]: undefined,
  });
});

afterEach(() => vi.useRealTimers());

const event = (seq: number, change: object) => ({
  type: 'progress' as const,
  job_id: JOB_ID,
  seq,
  status: 'computing' as const,
  stage: 'computing' as const,
  progress: 0.5,
  features_done: 512,
  feature_count: 1024,
  ...change,
});

async function openProgress() {
  const { user } = renderApp(`/exports/${JOB_ID}`);
  const bar = await screen.findByRole('progressbar', { name: 'Progress' });
  await waitFor(() => expect(FakeSocket.all).toHaveLength(1));
  FakeSocket.last.open();
  return { user, bar };
}

describe('the progress of an export', () => {
  it('tells assistive technology how far it is, and follows events', async () => {
    const { bar } = await openProgress();
    expect(bar).toHaveAttribute('aria-valuenow', '25');
    expect(FakeSocket.last.path).toBe(`/ws/neuronpedia/export/${JOB_ID}`);
    FakeSocket.last.send(event(7, { features_per_second: 412.34, eta_seconds: 72 }));
    expect(bar).toHaveAttribute('aria-valuenow', '50');
    expect(screen.getByText('412 features/s')).toBeInTheDocument();
    expect(screen.getByText('1 min 12 s')).toBeInTheDocument();
    expect(screen.getByText('512 of 1,024')).toBeInTheDocument();
  });

  it('ignores an event that arrives late', async () => {
    const { bar } = await openProgress();
    FakeSocket.last.send(event(9, { progress: 0.8 }));
    FakeSocket.last.send(event(8, { progress: 0.6 }));
    expect(bar).toHaveAttribute('aria-valuenow', '80');
  });

  it('shows every shard with its attempts', async () => {
    await openProgress();
    expect(screen.getByText(/Shard 1: running, 10 of 768 features, attempt 2/)).toBeInTheDocument();
  });

  it('connects again after a loss and says so meanwhile', async () => {
    await openProgress();
    FakeSocket.last.drop();
    expect(screen.getByText('Live updates are interrupted')).toBeInTheDocument();
    await waitFor(() => expect(FakeSocket.all).toHaveLength(2), { timeout: 2000 });
    FakeSocket.last.open();
    expect(screen.queryByText('Live updates are interrupted')).not.toBeInTheDocument();
  });

  it('turns into the result when the last event arrives', async () => {
    await openProgress();
    server.on(JOB, DONE);
    FakeSocket.last.send(event(20, { type: 'completed', status: 'completed', progress: 1 }));
    const download = await screen.findByRole('link', { name: 'Download' });
    expect(download).toHaveAttribute('href', `/api/v1/neuronpedia/export/${JOB_ID}/download`);
    await waitFor(() => expect(FakeSocket.all[0]?.closedByPage).toBe(true));
  });

  it('cancels only after the question was answered', async () => {
    const cancel = `POST /neuronpedia/export/${JOB_ID}/cancel`;
    server.on(cancel, () => {
      server.on(JOB, aJob({ status: 'cancelled', cancelled_by: 'a client at 127.0.0.1' }));
      return aJob({ status: 'cancelled' });
    });
    const { user } = await openProgress();
    await user.click(screen.getByRole('button', { name: 'Cancel export…' }));
    const question = screen.getByRole('alertdialog', { name: 'Cancel this export?' });
    expect(server.of(cancel)).toHaveLength(0);
    await user.click(within(question).getByRole('button', { name: 'Cancel the export' }));
    expect(await screen.findByText('This export was cancelled')).toBeInTheDocument();
    expect(server.of(cancel)).toHaveLength(1);
  });

  it('keeps the question open and says why when cancelling did not work', async () => {
    server.on(
      `POST /neuronpedia/export/${JOB_ID}/cancel`,
      new Refusal(409, 'export_finished', 'The export has already ended'),
    );
    const { user } = await openProgress();
    await user.click(screen.getByRole('button', { name: 'Cancel export…' }));
    await user.click(screen.getByRole('button', { name: 'Cancel the export' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The export has already ended');
  });
});

describe('the end of an export', () => {
  it('shows ready commands for the import and for SAELens', async () => {
    server.on(JOB, DONE);
    renderApp(`/exports/${JOB_ID}`);
    expect(
      await screen.findByText(/modelId=state-of-the-whale-1m&sourceId=2-npexport-res-1k/),
    ).toBeInTheDocument();
    expect(screen.getByText(/AWS_ENDPOINT_URL_S3=http:\/\/127\.0\.0\.1/)).toBeInTheDocument();
    expect(screen.getByText(/SAE\.load_from_disk/)).toBeInTheDocument();
    expect(screen.getByText('18.7 MB')).toBeInTheDocument();
    await expectNoAxeViolations();
  });

  it('writes links that need no token into the commands where one is asked for', async () => {
    const expires_at = '2026-03-02T11:00:00Z';
    server.on(JOB, DONE);
    server.on('GET /session', { authentication_required: true, signed_in: true });
    server.on('POST /links', ({ body }: Request) => {
      const { path } = body as { path: string };
      const url = path === '/s3' ? '/s3-link/abc' : `${path}?ticket=def`;
      return { url, expires_at };
    });
    renderApp(`/exports/${JOB_ID}`);
    expect(await screen.findByText(/AWS_ENDPOINT_URL_S3=.*\/s3-link\/abc /)).toBeVisible();
    expect(screen.getByText(/curl .*\/download\?ticket=def"/)).toBeVisible();
    expect(screen.getByText(/need no token and work until 2 Mar 2026/)).toBeVisible();
  });

  it('says why a job failed, with file and tensor', async () => {
    server.on(
      JOB,
      aJob({
        status: 'failed',
        error_code: 'not_finite',
        error_message: 'sae.safetensors: tensor W_dec: NaN',
        error_details: [
          {
            code: 'not_finite',
            file: 'sae/sae_weights.safetensors',
            where: 'tensor W_dec',
            message: 'expected finite values, found NaN in row 512',
          },
        ],
      }),
    );
    renderApp(`/exports/${JOB_ID}`);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('A tensor holds NaN or infinite values');
    expect(alert).toHaveTextContent('sae/sae_weights.safetensors');
    expect(alert).toHaveTextContent('found NaN in row 512');
    expect(screen.getByRole('button', { name: 'Retry' })).toBeInTheDocument();
    await expectNoAxeViolations();
  });

  it('sends whoever changed an input to register it again, since a retry finds the same', async () => {
    server.on(JOB, aJob({ status: 'failed', error_code: 'input_changed', error_message: 'is x' }));
    renderApp(`/exports/${JOB_ID}`);
    const alert = await screen.findByRole('alert');
    expect(alert).not.toHaveTextContent('finished shards');
    expect(within(alert).getByRole('link', { name: 'Register the SAE again' })).toHaveAttribute(
      'href',
      '/saes/new',
    );
  });

  it('goes on after a retry', async () => {
    server.on(JOB, aJob({ status: 'failed', error_message: 'broken' }));
    const { user } = renderApp(`/exports/${JOB_ID}`);
    server.on(`POST /neuronpedia/export/${JOB_ID}/retry`, () => {
      server.on(JOB, aJob({ status: 'pending', attempts: 2, progress: 0 }));
      return aJob({ status: 'pending' });
    });
    await user.click(await screen.findByRole('button', { name: 'Retry' }));
    expect(await screen.findByText(/Started .*, attempt 2/)).toBeInTheDocument();
    await waitFor(() => expect(FakeSocket.all).toHaveLength(1));
  });

  it('says that a job does not exist', async () => {
    server.on(JOB, new Refusal(404, 'export_not_found', 'There is no such export'));
    renderApp(`/exports/${JOB_ID}`);
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no such export');
  });
});
