import { Field } from '../../components/Field';

interface SelectInputProps<V extends string> {
  label: string;
  value: V;
  options: Record<V, string>;
  onChange: (value: V) => void;
}

export function SelectInput<V extends string>({
  label,
  value,
  options,
  onChange,
}: SelectInputProps<V>) {
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value as V)}>
          {(Object.keys(options) as V[]).map((option) => (
            <option key={option} value={option}>
              {options[option]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
