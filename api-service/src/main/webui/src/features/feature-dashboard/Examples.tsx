import type { Example } from '../../api/types';
import { Panel } from '../../components/Panel';
import { plural } from '../../lib/format';
import { groupExamples } from './exampleGroups';
import { ExampleRow } from './ExampleRow';
import styles from './Examples.module.css';
import { TokenTip, useTokenTip } from './TokenTip';
import { ViewSwitches } from './ViewSwitches';
import { useViewOptions } from './viewOptions';

interface ExamplesProps {
  /** Undefined when examples were not asked for. */
  examples: Example[] | undefined;
  maxActivation: number;
  dead: boolean;
}

export function Examples({ examples = [], maxActivation, dead }: ExamplesProps) {
  const { whole, lineBreaks, values } = useViewOptions();
  const { tip, handlers } = useTokenTip();
  const groups = groupExamples(examples);
  return (
    <Panel
      title="Activations"
      note={examples.length > 0 && plural(examples.length, 'example')}
      actions={examples.length > 0 && <ViewSwitches />}
      flush
    >
      {examples.length === 0 && (
        <p className={styles['none']}>
          {dead
            ? 'This feature is dead: it fires on none of the tokens that were counted, so there is no text to show.'
            : 'There are no examples of this feature.'}
        </p>
      )}
      <div className={styles['groups']} {...handlers}>
        {groups.map((group) => (
          <section key={group.key} aria-label={group.title}>
            <h3 className={`${styles['group']} num`}>{group.title}</h3>
            <ul>
              {group.examples.map((example) => (
                <ExampleRow
                  key={`${example.prompt_index}:${example.position}`}
                  example={example}
                  maxActivation={maxActivation}
                  whole={whole}
                  lineBreaks={lineBreaks}
                  values={values}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {tip && <TokenTip tip={tip} />}
    </Panel>
  );
}
