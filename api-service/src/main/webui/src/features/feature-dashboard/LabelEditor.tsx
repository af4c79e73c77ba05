import { useState, type FormEvent } from 'react';
import { asApiError, type ApiError } from '../../api/errors';
import { editLabel } from '../../api/saes';
import type { Dashboard } from '../../api/types';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Field } from '../../components/Field';
import styles from './LabelEditor.module.css';

interface LabelEditorProps {
  saeId: string;
  dashboard: Dashboard;
  onSaved: () => void;
  onClose: () => void;
}

export function LabelEditor({ saeId, dashboard, onSaved, onClose }: LabelEditorProps) {
  const [form, setForm] = useState({
    label: dashboard.label ?? '',
    category: dashboard.category ?? '',
    description: dashboard.description ?? '',
  });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const messageOf = (field: keyof typeof form) =>
    error?.problems.find((problem) => problem.where === field)?.message;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await editLabel(saeId, dashboard.feature_index, form);
      onSaved();
      onClose();
    } catch (failure) {
      setError(asApiError(failure));
      setBusy(false);
    }
  };
  const edit = (field: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm((before) => ({ ...before, [field]: event.target.value }));

  return (
    <Dialog
      title={`Label of feature ${dashboard.feature_index}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="label-editor" disabled={busy}>
            Save
          </Button>
        </>
      }
    >
      <form id="label-editor" className={styles['form']} onSubmit={(event) => void submit(event)}>
        <Field label="Label" error={messageOf('label')}>
          {(control) => (
            <input
              {...control}
              type="text"
              value={form.label}
              onChange={edit('label')}
              data-autofocus
            />
          )}
        </Field>
        <Field label="Category" optional error={messageOf('category')}>
          {(control) => (
            <input {...control} type="text" value={form.category} onChange={edit('category')} />
          )}
        </Field>
        <Field label="Description" optional error={messageOf('description')}>
          {(control) => (
            <textarea
              {...control}
              rows={3}
              value={form.description}
              onChange={edit('description')}
            />
          )}
        </Field>
        {error && (
          <ErrorBanner
            error={error}
            problems={error.problems.filter((problem) => !Object.hasOwn(form, problem.where ?? ''))}
          />
        )}
      </form>
    </Dialog>
  );
}
