import { useState, type FormEvent } from 'react';
import { asApiError, type ApiError } from '../../api/errors';
import { loadLabels } from '../../api/saes';
import type { LabelsLoaded, Sae } from '../../api/types';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Field } from '../../components/Field';
import styles from './LoadLabelsDialog.module.css';

interface LoadLabelsDialogProps {
  sae: Sae;
  onLoaded: (loaded: LabelsLoaded) => void;
  onClose: () => void;
}

export function LoadLabelsDialog({ sae, onLoaded, onClose }: LoadLabelsDialogProps) {
  const [file, setFile] = useState<File>();
  const [replace, setReplace] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    setBusy(true);
    setError(undefined);
    try {
      onLoaded(await loadLabels(sae.id, file, replace));
      onClose();
    } catch (failure) {
      setError(asApiError(failure));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title="Load labels"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="load-labels" disabled={!file || busy}>
            {busy ? 'Loading…' : 'Load'}
          </Button>
        </>
      }
    >
      <form id="load-labels" className={styles['form']} onSubmit={(event) => void submit(event)}>
        <Field
          label="File"
          hint="JSONL or CSV with feature_index and label; category, description, method, model and score are optional. All rows are taken or none."
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".jsonl,.ndjson,.json,.csv"
              onChange={(event) => setFile(event.target.files?.[0])}
            />
          )}
        </Field>
        <label className={styles['replace']}>
          <input
            type="checkbox"
            checked={replace}
            onChange={(event) => setReplace(event.target.checked)}
          />
          Undo all other edits, so that the labels file counts there again
        </label>
        {error && <ErrorBanner error={error} />}
      </form>
    </Dialog>
  );
}
