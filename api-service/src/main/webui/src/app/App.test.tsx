import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useTheme } from '../stores/theme';
import { expectNoAxeViolations } from '../testing/axe';
import { fakeServer } from '../testing/fakeServer';
import { anSae } from '../testing/fixtures';
import { renderApp } from '../testing/renderApp';

const SAES = { items: [anSae()], page: 0, size: 24, total: 1 };

afterEach(() => vi.useRealTimers());

describe('the page', () => {
  it('lists the SAEs', async () => {
    fakeServer({ 'GET /saes': SAES });
    renderApp('/');
    expect(await screen.findByRole('link', { name: 'whale' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'SAEs' })).toHaveAttribute('aria-current', 'page');
    await expectNoAxeViolations();
  });

  it('says how to begin while there is none', async () => {
    fakeServer({ 'GET /saes': { items: [], page: 0, size: 24, total: 0 } });
    renderApp('/');
    expect(await screen.findByRole('heading', { name: 'No SAE is registered yet' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Register an SAE' })).toBeVisible();
    await expectNoAxeViolations();
  });

  it('says that the service is gone, and goes on when it is back', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const server = fakeServer({ 'GET /saes': SAES });
    server.stop();
    renderApp('/');
    expect((await screen.findAllByRole('alert'))[0]).toHaveTextContent(
      'The service does not answer',
    );
    server.start();
    await act(() => vi.advanceTimersByTimeAsync(2_000));
    expect(await screen.findByRole('link', { name: 'whale' })).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  });

  it('says that an address leads nowhere', async () => {
    fakeServer({});
    renderApp('/nowhere');
    expect(screen.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
    await expectNoAxeViolations();
  });

  it('switches and remembers the theme', async () => {
    fakeServer({ 'GET /saes': SAES });
    useTheme.setState({ theme: 'light' });
    const { user } = renderApp('/');
    await user.click(screen.getByRole('button', { name: 'Use the dark theme' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(localStorage.getItem('npexport.theme')).toBe('dark');
  });
});
