import type { FeatureSelection } from '../../api/types';
import { Field } from '../../components/Field';
import { formatInteger, plural } from '../../lib/format';
import styles from './ExportForm.module.css';
import { countFeatures, parseRanges } from './ranges';
import type { SectionProps } from './section';

const CHOICES: Record<FeatureSelection, { name: string; note: (dSae: number) => string }> = {
  all: { name: 'All', note: (dSae) => `Every feature, dead ones too: ${formatInteger(dSae)}` },
  extracted: { name: 'Extracted', note: () => 'Those that fire in the activations' },
  custom: { name: 'Custom', note: () => 'Exactly those you name' },
};

export function SelectionSection({ sae, draft, errors, onEdit }: SectionProps) {
  const parsed = parseRanges(draft.ranges, sae.d_sae);
  return (
    <fieldset className={styles['section']}>
      <legend>Features</legend>
      <div className={styles['choices']} role="radiogroup" aria-label="Selection">
        {(Object.keys(CHOICES) as FeatureSelection[]).map((value) => (
          <label key={value} className={styles['choice']}>
            <input
              type="radio"
              name="selection"
              data-autofocus={draft.selection === value || undefined}
              checked={draft.selection === value}
              onChange={() => onEdit({ selection: value })}
            />
            <strong>{CHOICES[value].name}</strong>
            <small>{CHOICES[value].note(sae.d_sae)}</small>
          </label>
        ))}
      </div>
      {draft.selection === 'custom' ? (
        <Field
          label="Feature indices"
          hint={
            parsed.ok
              ? plural(countFeatures(parsed.list), 'feature')
              : 'Numbers and ranges, for example 0-99, 512. Both ends are included.'
          }
          error={draft.ranges.trim() === '' ? undefined : errors['feature_ranges']}
        >
          {(control) => (
            <textarea
              {...control}
              rows={2}
              placeholder="0-99, 512"
              spellCheck={false}
              value={draft.ranges}
              onChange={(event) => onEdit({ ranges: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <div className={styles['columns']}>
          <Field
            label="Density from"
            optional
            hint="Share of tokens it fires on, 0 to 1; included."
            error={errors['min_activation_frequency']}
          >
            {(control) => (
              <input
                {...control}
                type="text"
                inputMode="decimal"
                placeholder="0"
                value={draft.minFrequency}
                onChange={(event) => onEdit({ minFrequency: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="Density to"
            optional
            hint="Very dense features are seldom readable."
            error={errors['max_activation_frequency']}
          >
            {(control) => (
              <input
                {...control}
                type="text"
                inputMode="decimal"
                placeholder="1"
                value={draft.maxFrequency}
                onChange={(event) => onEdit({ maxFrequency: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}
