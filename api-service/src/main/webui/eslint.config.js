import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const FEATURES = ['saes', 'feature-dashboard', 'export', 'history'];

// Imports go one way: shared → features → app, and no feature reads another.
const zones = [
  ...FEATURES.map((name) => ({
    target: `./src/features/${name}`,
    from: './src/features',
    except: [`./${name}`],
    message: 'A feature does not import another: compose them in src/app.',
  })),
  { target: './src/features', from: './src/app' },
  {
    target: ['./src/components', './src/hooks', './src/lib', './src/stores', './src/api'],
    from: ['./src/features', './src/app'],
  },
  { target: './src/lib', from: ['./src/api', './src/stores', './src/components'] },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  reactHooks.configs.flat['recommended-latest'],
  { rules: { '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }] } },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones, basePath: import.meta.dirname }],
    },
  },
  {
    files: ['**/*.js'],
    // TypeScript knows the names of the browser; these files run in Node, in the browser, or in both.
    rules: { 'no-undef': 'off' },
  },
);
