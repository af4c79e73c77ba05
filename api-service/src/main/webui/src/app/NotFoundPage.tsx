import { LinkButton } from '../components/Button';
import { EmptyState } from '../components/EmptyState';
import { useTitle } from '../hooks/useTitle';

export function NotFoundPage() {
  useTitle('Not found');
  return (
    <EmptyState
      title="There is no such page"
      action={
        <LinkButton kind="primary" href="/">
          Go to the SAEs
        </LinkButton>
      }
    >
      The address may be mistyped, or what it named was removed.
    </EmptyState>
  );
}
