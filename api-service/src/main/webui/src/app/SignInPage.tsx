import { useState, type FormEvent } from 'react';
import { asApiError, type ApiError } from '../api/errors';
import { signIn } from '../api/session';
import { Button } from '../components/Button';
import { ErrorBanner } from '../components/ErrorBanner';
import { Field } from '../components/Field';
import { PageHeader } from '../components/PageHeader';
import { useTitle } from '../hooks/useTitle';
import styles from './SignInPage.module.css';

/** Shown in place of any page until the service knows who asks. */
export function SignInPage() {
  useTitle('Sign in');
  const [token, setToken] = useState('');
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await signIn(token.trim());
    } catch (failure) {
      setError(asApiError(failure));
      setBusy(false);
    }
  };

  return (
    <>
      <PageHeader title="Sign in" subtitle="This service asks who uses it." />
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        {error && <ErrorBanner error={error} />}
        <Field
          label="Token"
          hint="The service’s API token, or an access token of your organisation’s sign-in."
        >
          {(control) => (
            <input
              {...control}
              type="password"
              autoComplete="current-password"
              value={token}
              onChange={(event) => setToken(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" disabled={busy || token.trim() === ''}>
          Sign in
        </Button>
      </form>
    </>
  );
}
