import { CodeBlock } from '../../components/CodeBlock';
import { Panel } from '../../components/Panel';
import { saelensCommands } from './commands';
import styles from './DonePanel.module.css';

export function SaelensPanel({ file }: { file: string }) {
  return (
    <Panel title="Load it in SAELens">
      <CodeBlock label="In the folder of the archive" code={saelensCommands(file)} />
      <p className={styles['note']}>
        The weights are as they came; README.md in the archive says how their activations relate to
        the dashboards.
      </p>
    </Panel>
  );
}
