import { CodeBlock } from '../../components/CodeBlock';
import { Panel } from '../../components/Panel';
import { importCommands, type Names } from './commands';
import styles from './DonePanel.module.css';

interface ImportPanelProps {
  origin: string;
  s3Path: string;
  names: Names;
}

export function ImportPanel({ origin, s3Path, names }: ImportPanelProps) {
  const { start, fetch, page } = importCommands(origin, s3Path, names);
  return (
    <Panel title="See it in Neuronpedia" note="a local one, unmodified">
      <ol className={styles['steps']}>
        <li>
          <p>Start the Neuronpedia web app so that it reads from this service:</p>
          <CodeBlock label="In the Neuronpedia folder" code={start} />
        </li>
        <li>
          <p>Import. The last line it prints is “complete”, or an error with its reason:</p>
          <CodeBlock label="In another terminal" code={fetch} />
        </li>
        <li>
          <p>
            Open <a href={page}>{page}</a>
          </p>
        </li>
      </ol>
    </Panel>
  );
}
