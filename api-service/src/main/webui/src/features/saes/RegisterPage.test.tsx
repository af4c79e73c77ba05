import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectNoAxeViolations } from '../../testing/axe';
import { fakeServer, Refusal, type FakeServer, type Request } from '../../testing/fakeServer';
import { anSae, SAE_ID } from '../../testing/fixtures';
import { renderApp } from '../../testing/renderApp';
import { EMPTY_FORM, sortProblems } from './registration';

const ENTRIES = [
  { path: 'activations', directory: true },
  { path: 'labels.jsonl', directory: false, size: 102_400 },
  { path: 'sae', directory: true },
];
let server: FakeServer;

beforeEach(() => {
  server = fakeServer({
    'GET /files': ({ query }: Request) => ({
      items: ENTRIES.filter((entry) => entry.path.startsWith(query.get('prefix') ?? '')),
    }),
    [`GET /saes/${SAE_ID}`]: anSae(),
  });
});

async function fill() {
  const { user } = renderApp('/saes/new');
  await user.type(screen.getByRole('combobox', { name: 'SAE' }), 'sae');
  await user.type(screen.getByRole('combobox', { name: 'Model' }), 'model');
  await user.type(screen.getByRole('combobox', { name: 'Activations' }), 'activations/delphi');
  return user;
}

describe('registration', () => {
  it('sends the paths and goes to the SAE', async () => {
    server.on('POST /saes', anSae());
    const user = await fill();
    await user.click(screen.getByRole('button', { name: 'Register' }));
    await screen.findByRole('heading', { level: 1, name: 'whale' });
    expect(server.of('POST /saes')[0]?.body).toEqual({
      sae_path: 'sae',
      model_path: 'model',
      activations_path: 'activations/delphi',
    });
  });

  it('sends the optional files that are named', async () => {
    server.on('POST /saes', anSae());
    const user = await fill();
    await user.type(screen.getByRole('combobox', { name: /^Labels/ }), 'labels.jsonl');
    await user.type(screen.getByRole('combobox', { name: /^Dense activations/ }), 'dense.npy');
    await user.click(screen.getByRole('button', { name: 'Register' }));
    await screen.findByRole('heading', { level: 1, name: 'whale' });
    expect(server.of('POST /saes')[0]?.body).toMatchObject({
      labels_path: 'labels.jsonl',
      dense_activations_path: 'dense.npy',
    });
  });

  it('shows all problems at once, each at its field', async () => {
    server.on(
      'POST /saes',
      new Refusal(422, 'invalid_input', 'The inputs cannot be used', [
        {
          code: 'wrong_shape',
          file: 'sae/sae_weights.safetensors',
          where: 'tensor W_dec',
          message: 'expected [1024, 128]',
        },
        {
          code: 'file_not_found',
          file: 'activations/delphi',
          where: '',
          message: 'nothing at this path',
        },
        { code: 'width_mismatch', file: '', where: '', message: 'SAE 128, model 576' },
      ]),
    );
    const user = await fill();
    await user.click(screen.getByRole('button', { name: 'Register' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('SAE 128, model 576');
    expect(screen.getByRole('combobox', { name: 'SAE' })).toBeInvalid();
    expect(screen.getByRole('combobox', { name: 'Activations' })).toBeInvalid();
    expect(screen.getByRole('combobox', { name: 'Model' })).toBeValid();
    expect(screen.getByText('expected [1024, 128]')).toBeInTheDocument();
    expect(screen.getByText('nothing at this path')).toBeInTheDocument();
    await expectNoAxeViolations();
  });

  it('completes paths by the keyboard', async () => {
    const { user } = renderApp('/saes/new');
    const field = screen.getByRole('combobox', { name: 'Activations' });
    await user.type(field, 'a');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('option')).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Enter}');
    expect(field).toHaveValue('activations/');
    expect(server.of('POST /saes')).toHaveLength(0);
  });

  it('says what is still needed', async () => {
    renderApp('/saes/new');
    expect(screen.getByRole('button', { name: 'Register' })).toBeDisabled();
    expect(screen.getByText('Still needed: SAE, Model, Activations')).toBeInTheDocument();
    await expectNoAxeViolations();
  });
});

describe('sortProblems', () => {
  it('finds the field by name, else by the longest path that holds the file', () => {
    const form = { ...EMPTY_FORM, sae_path: 'data', activations_path: 'data/cache/' };
    const problem = (file: string, where = '') => ({ code: 'x', file, where, message: 'm' });
    const sorted = sortProblems(
      [
        problem('data/cache/0_99.safetensors'),
        problem('data/cfg.json'),
        problem('', 'name'),
        problem(''),
      ],
      form,
    );
    expect(sorted.atField.activations_path).toHaveLength(1);
    expect(sorted.atField.sae_path).toHaveLength(1);
    expect(sorted.atField.name).toHaveLength(1);
    expect(sorted.elsewhere).toHaveLength(1);
  });
});
