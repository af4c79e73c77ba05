import type { Job } from '../../api/types';
import { CodeBlock } from '../../components/CodeBlock';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { formatBytes, formatDuration, formatInteger } from '../../lib/format';
import { checksumCommand, downloadCommand, type Names } from './commands';
import styles from './DonePanel.module.css';

function secondsTaken(job: Job): number | undefined {
  if (!job.completed_at) return undefined;
  const start = job.started_at ?? job.created_at;
  return (Date.parse(job.completed_at) - Date.parse(start)) / 1000;
}

interface ArchivePanelProps {
  job: Job;
  names: Names | undefined;
  file: string;
  url: string;
}

export function ArchivePanel({ job, names, file, url }: ArchivePanelProps) {
  const taken = secondsTaken(job);
  const size = job.file_size_bytes;
  const download = downloadCommand(url, file);
  return (
    <Panel title="Archive">
      <Facts
        facts={[
          { name: 'Features', value: formatInteger(job.feature_count) },
          { name: 'Size', value: size === undefined ? undefined : formatBytes(size) },
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
          code={job.sha256 ? `${download}\n${checksumCommand(job.sha256, file)}` : download}
        />
      </div>
    </Panel>
  );
}
