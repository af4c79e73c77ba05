import { useState, type FormEvent } from 'react';
import { asApiError, type ApiError } from '../../api/errors';
import { loadLabels } from '../../api/saes';
import type { Sae } from '../../api/types';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Field } from '../../components/Field';

interface LoadLabelsDialogProps {
  sae: Sae;
  onLoaded: () => void;
  onClose: () => void;
}

export function LoadLabelsDialog({ sae, onLoaded, onClose }: LoadLabelsDialogProps) {
  const [file, setFile] = useState<File>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    setBusy(true);
    setError(undefined);
    try {
      await loadLabels(sae.id, file);
      onLoaded();
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
      <form id="load-labels" onSubmit={(event) => void submit(event)}>
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
        {error && <ErrorBanner error={error} />}
      </form>
    </Dialog>
  );
}
