import { getSae } from '../../api/saes';
import { archiveName, downloadUrl } from '../../api/exports';
import type { Job } from '../../api/types';
import { CodeBlock } from '../../components/CodeBlock';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { useQuery } from '../../hooks/useQuery';
import { formatBytes, formatDuration, formatInteger } from '../../lib/format';
import {
  checksumCommand,
  downloadCommand,
  importCommands,
  namesOf,
  saelensCommands,
} from './commands';
import styles from './DonePanel.module.css';

function secondsTaken(job: Job): number | undefined {
  if (!job.completed_at) return undefined;
  const start = job.started_at ?? job.created_at;
  return (Date.parse(job.completed_at) - Date.parse(start)) / 1000;
}

/** What came out, and the commands that use it. */
export function DonePanel({ job }: { job: Job }) {
  const { data: sae } = useQuery(`sae/${job.sae_id}`, (signal) => getSae(job.sae_id, signal));
  const { origin } = window.location;
  const name = useQuery(`archive/${job.id}`, (signal) => archiveName(job, signal));
  // What the browser's own download is called, so that the commands fit both.
  const file = name.data ?? `${job.id}.zip`;
  const url = new URL(downloadUrl(job), origin).href;
  const taken = secondsTaken(job);
  const names = sae && namesOf(job, sae);
  const commands = names && importCommands(origin, names);
  const withImport = job.config?.include_neuronpedia_import !== false;
  const withWeights = job.config?.include_saelens_weights !== false;
  return (
    <>
      <Panel title="Archive">
        {name.error && <ErrorBanner error={name.error} onRetry={name.reload} />}
        <Facts
          facts={[
            { name: 'Features', value: formatInteger(job.feature_count) },
            {
              name: 'Size',
              value:
                job.file_size_bytes === undefined ? undefined : formatBytes(job.file_size_bytes),
            },
            { name: 'Took', value: taken === undefined ? undefined : formatDuration(taken) },
            {
              name: 'Source',
              value: names && `${names.modelId}/${names.sourceId}`,
              mono: true,
              wide: true,
            },
            { name: 'sha256', value: job.sha256, mono: true, wide: true },
          ]}
        />
        <div className={styles['command']}>
          <CodeBlock
            label="Download and check, in a terminal"
            code={[
              downloadCommand(url, file),
              ...(job.sha256 ? [checksumCommand(job.sha256, file)] : []),
            ].join('\n')}
          />
        </div>
      </Panel>
      <div className={styles['next']}>
        {withImport && commands && (
          <Panel title="See it in Neuronpedia" note="a local one, unmodified">
            <ol className={styles['steps']}>
              <li>
                <p>Start the Neuronpedia web app so that it reads from this service:</p>
                <CodeBlock label="In the Neuronpedia folder" code={commands.start} />
              </li>
              <li>
                <p>Import. The last line it prints is “complete”, or an error with its reason:</p>
                <CodeBlock label="In another terminal" code={commands.fetch} />
              </li>
              <li>
                <p>
                  Open <a href={commands.page}>{commands.page}</a>
                </p>
              </li>
            </ol>
          </Panel>
        )}
        {withWeights && (
          <Panel title="Load it in SAELens">
            <CodeBlock label="In the folder of the archive" code={saelensCommands(file)} />
            <p className={styles['note']}>
              The weights are as they came; README.md in the archive says how their activations
              relate to the dashboards.
            </p>
          </Panel>
        )}
      </div>
    </>
  );
}
