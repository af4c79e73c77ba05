import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { asApiError, type ApiError } from '../../api/errors';
import { registerSae } from '../../api/saes';
import { Button, LinkButton } from '../../components/Button';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Field } from '../../components/Field';
import { PageHeader } from '../../components/PageHeader';
import { ProblemList } from '../../components/ProblemList';
import { useTitle } from '../../hooks/useTitle';
import { plural } from '../../lib/format';
import { PathInput } from './PathInput';
import styles from './RegisterPage.module.css';
import {
  EMPTY_FORM,
  PATH_FIELDS,
  PATH_FIELD_NAMES,
  sortProblems,
  toRegistration,
  withoutSlash,
  type RegistrationField,
} from './registration';

export function RegisterPage() {
  useTitle('Register an SAE');
  const [, navigate] = useLocation();
  const [form, setForm] = useState(EMPTY_FORM);
  const [sent, setSent] = useState(EMPTY_FORM);
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const sorted = sortProblems(error?.problems ?? [], sent);
  const missing = PATH_FIELD_NAMES.filter(
    (name) => !PATH_FIELDS[name].optional && form[name].trim() === '',
  );

  const edit = (field: RegistrationField) => (value: string) =>
    setForm((before) => ({ ...before, [field]: value }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    setSent(form);
    try {
      const sae = await registerSae(toRegistration(form));
      navigate(`/saes/${sae.id}`);
    } catch (failure) {
      setError(asApiError(failure));
      setBusy(false);
    }
  };

  return (
    <>
      <PageHeader
        title="Register an SAE"
        crumbs={[{ text: 'SAEs', href: '/' }]}
        subtitle="Paths are relative to the data folder of the service. Everything that does not fit together is said at once."
      />
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        {error && (
          <ErrorBanner error={error} problems={sorted.elsewhere}>
            {error.problems.length > 0 && sorted.elsewhere.length < error.problems.length && (
              <p>{plural(error.problems.length, 'problem')} found; each is shown at its field.</p>
            )}
          </ErrorBanner>
        )}
        {PATH_FIELD_NAMES.map((name) => {
          const { label, hint, optional } = PATH_FIELDS[name];
          const problems = sorted.atField[name];
          return (
            <Field
              key={name}
              label={label}
              hint={hint}
              optional={optional}
              error={
                problems && <ProblemList problems={problems} beside={withoutSlash(sent[name])} />
              }
            >
              {(control) => (
                <PathInput control={control} value={form[name]} onChange={edit(name)} />
              )}
            </Field>
          );
        })}
        <Field
          label="Name"
          optional
          hint="How the SAE is listed here; the folder’s name if left empty."
          error={sorted.atField.name?.map((problem) => problem.message).join(' ')}
        >
          {(control) => (
            <input
              {...control}
              type="text"
              autoComplete="off"
              maxLength={200}
              value={form.name}
              onChange={(event) => edit('name')(event.target.value)}
            />
          )}
        </Field>
        <div className={styles['actions']}>
          <Button kind="primary" type="submit" disabled={busy || missing.length > 0}>
            {busy ? 'Checking the inputs…' : 'Register'}
          </Button>
          <LinkButton href="/">Back</LinkButton>
          {missing.length > 0 && (
            <span className={styles['note']}>
              Still needed: {missing.map((name) => PATH_FIELDS[name].label).join(', ')}
            </span>
          )}
        </div>
      </form>
    </>
  );
}
