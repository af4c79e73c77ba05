import { useState, type ReactNode } from 'react';
import { asApiError, type ApiError } from '../api/errors';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { ErrorBanner } from './ErrorBanner';

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  confirm: string;
  keep: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be undone; stays open and says why when it did not work. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();

  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await props.onConfirm();
      props.onClose();
    } catch (failure) {
      setError(asApiError(failure));
      setBusy(false);
    }
  };

  return (
    <Dialog
      role="alertdialog"
      title={props.title}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose} data-autofocus>
            {props.keep}
          </Button>
          <Button kind="danger" disabled={busy} onClick={() => void confirm()}>
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
      {error && <ErrorBanner error={error} />}
    </Dialog>
  );
}
