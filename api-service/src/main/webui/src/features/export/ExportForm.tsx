import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { asApiError, type ApiError } from '../../api/errors';
import { startExport } from '../../api/exports';
import type { Problem, Sae } from '../../api/types';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { ErrorBanner } from '../../components/ErrorBanner';
import { useChoices } from './choices';
import { INITIAL_DRAFT, type Draft } from './draft';
import { EstimateLine } from './EstimateLine';
import styles from './ExportForm.module.css';
import { IncludeSection } from './IncludeSection';
import { NamesSection } from './NamesSection';
import { SelectionSection } from './SelectionSection';
import { fieldOf, toConfig, type FieldErrors } from './toConfig';
import { useEstimate } from './useEstimate';

interface ExportFormProps {
  sae: Sae;
  initial: Draft;
  onClose: () => void;
}

/** The fields that the form can show an error at; anything else goes to the top of the form. */
function atFields(problems: Problem[]): { errors: FieldErrors; elsewhere: Problem[] } {
  const errors: FieldErrors = {};
  const elsewhere: Problem[] = [];
  for (const problem of problems) {
    const field = fieldOf(problem.where ?? '');
    if (field && !problem.file) errors[field] = problem.message;
    else elsewhere.push(problem);
  }
  return { errors, elsewhere };
}

export function ExportForm({ sae, initial, onClose }: ExportFormProps) {
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiError>();
  // One key for one intention: pressing twice starts one export.
  const [idempotencyKey] = useState(() => newKey());
  const checked = toConfig(draft, sae);
  const valid = Object.keys(checked.errors).length === 0;
  const estimate = useEstimate(sae.id, valid ? checked.config : undefined);
  const said = refused ?? (valid ? estimate.error : undefined);
  const { errors: saidAtFields, elsewhere } = atFields(said?.problems ?? []);
  const errors = { ...saidAtFields, ...checked.errors };

  const edit = (change: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...change }));
    setRefused(undefined);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!valid) return;
    setBusy(true);
    setRefused(undefined);
    try {
      const job = await startExport(sae.id, checked.config, idempotencyKey);
      useChoices.getState().remember(sae.id, draft);
      navigate(`/exports/${job.id}`);
    } catch (failure) {
      setRefused(asApiError(failure));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={`Export ${sae.name} to Neuronpedia`}
      onClose={onClose}
      wide
      footer={
        <>
          <EstimateLine estimate={estimate} valid={valid} errorCount={Object.keys(errors).length} />
          <Button kind="quiet" small onClick={() => edit(structuredClone(INITIAL_DRAFT))}>
            Reset
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="export-form" disabled={busy || !valid}>
            {busy ? 'Starting…' : 'Start export'}
          </Button>
        </>
      }
    >
      <form id="export-form" className={styles['form']} noValidate onSubmit={(e) => void submit(e)}>
        {said && (elsewhere.length > 0 || said.problems.length === 0) && (
          <ErrorBanner error={said} problems={elsewhere} />
        )}
        <SelectionSection sae={sae} draft={draft} errors={errors} onEdit={edit} />
        <IncludeSection sae={sae} draft={draft} errors={errors} onEdit={edit} />
        {draft.switches.include_neuronpedia_import && (
          <NamesSection sae={sae} draft={draft} errors={errors} onEdit={edit} />
        )}
      </form>
    </Dialog>
  );
}

/** `randomUUID` exists on secure origins only, and a service may be opened by its address in a network. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
