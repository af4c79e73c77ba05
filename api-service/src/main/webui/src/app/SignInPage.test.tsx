import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectNoAxeViolations } from '../testing/axe';
import { fakeServer, Refusal } from '../testing/fakeServer';
import { anSae } from '../testing/fixtures';
import { renderApp } from '../testing/renderApp';

const SAES = { items: [anSae()], page: 0, size: 24, total: 1 };
const CLOSED = { authentication_required: true, methods: ['token'], signed_in: false };
const ASKED = new Refusal(401, 'unauthenticated', 'This service asks who its callers are');

describe('signing in', () => {
  it('is asked for where the service refuses, and leads to the page that was asked for', async () => {
    const server = fakeServer({ 'GET /session': CLOSED, 'GET /saes': ASKED });
    const { user } = renderApp('/');
    const field = await screen.findByLabelText('Token');
    expect(field).toHaveAttribute('type', 'password');
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeDisabled();
    await expectNoAxeViolations();
    server.on('GET /saes', SAES);
    server.on('POST /session', {});
    await user.type(field, ' a-token-of-mine {Enter}');
    expect(await screen.findByRole('link', { name: 'whale' })).toBeVisible();
    expect(server.of('POST /session')[0]?.body).toEqual({ token: 'a-token-of-mine' });
  });

  it('says that a token is not the right one', async () => {
    const wrong = new Refusal(401, 'unauthenticated', 'the token is not valid here');
    fakeServer({ 'GET /session': CLOSED, 'GET /saes': ASKED, 'POST /session': wrong });
    const { user } = renderApp('/');
    await user.type(await screen.findByLabelText('Token'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/^The token is not valid here$/);
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  });

  it('is asked for at once where the service says so, and again after signing out', async () => {
    const server = fakeServer({
      'GET /session': { ...CLOSED, signed_in: true },
      'GET /saes': SAES,
      'DELETE /session': undefined,
    });
    const { user } = renderApp('/');
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(await screen.findByLabelText('Token')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Sign out' })).not.toBeInTheDocument();
    expect(server.of('DELETE /session')).toHaveLength(1);
  });

  it('is no matter of a service that asks nobody', async () => {
    fakeServer({ 'GET /saes': SAES });
    renderApp('/');
    expect(await screen.findByRole('link', { name: 'whale' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Sign out' })).not.toBeInTheDocument();
  });
});
