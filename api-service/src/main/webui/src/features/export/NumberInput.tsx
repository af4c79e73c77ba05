import { Field } from '../../components/Field';
import { NUMBER_FIELDS, type NumberField } from './draft';
import type { SectionProps } from './section';

const HINTS: Partial<Record<NumberField, string>> = {
  example_window: '0 or 8–1024',
  seed: 'of the draws',
};

export function NumberInput({
  field,
  draft,
  errors,
  onEdit,
}: { field: NumberField } & SectionProps) {
  const { label, min, max } = NUMBER_FIELDS[field];
  return (
    <Field beside label={label} hint={HINTS[field] ?? `${min}–${max}`} error={errors[field]}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="numeric"
          value={draft.numbers[field]}
          onChange={(event) =>
            onEdit({ numbers: { ...draft.numbers, [field]: event.target.value } })
          }
        />
      )}
    </Field>
  );
}
