import { LinkButton } from '../components/Button';
import { PageHeader } from '../components/PageHeader';
import { useTitle } from '../hooks/useTitle';

export function NotFoundPage() {
  useTitle('Not found');
  return (
    <>
      <PageHeader
        title="There is no such page"
        subtitle="The address may be mistyped, or what it named was removed."
      />
      <p>
        <LinkButton kind="primary" href="/">
          Go to the SAEs
        </LinkButton>
      </p>
    </>
  );
}
