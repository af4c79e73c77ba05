// Every check of the page; reports go where Maven's are, so that they are counted with them:
//   node scripts/testAll.js            types, lint, component tests, and the flows in a real browser
//   node scripts/testAll.js --no-e2e   without the browser
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, INSTALL } from './chromium.js';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const UNIT_REPORT = at('../../../../target/surefire-reports/TEST-webui.xml');
const FLOW_REPORT = at('../../../../target/failsafe-reports/TEST-webui-flows.xml');

if (!existsSync(at('../node_modules/vitest'))) {
  execFileSync('npm', ['ci', '--include=dev', '--prefer-offline'], {
    cwd: at('..'),
    stdio: 'inherit',
  });
}
for (const folder of ['surefire-reports', 'failsafe-reports']) {
  mkdirSync(at(`../../../../target/${folder}`), { recursive: true });
}

let failed = false;

function run(what, command, args) {
  process.stderr.write(`${what}\n`);
  const { status } = spawnSync(command, args, { cwd: at('..'), stdio: 'inherit' });
  if (status !== 0) failed = true;
}

run('types of the API', 'npm', ['run', '--silent', 'api:check']);
run('types', 'npm', ['run', '--silent', 'typecheck']);
run('lint', 'npm', ['run', '--silent', 'lint']);
run('components', 'npx', [
  'vitest',
  'run',
  '--reporter=dot',
  '--reporter=junit',
  `--outputFile.junit=${UNIT_REPORT}`,
]);
if (existsSync(at('../../../../target/quinoa/build'))) {
  run('size', 'npm', ['run', '--silent', 'size']);
}
if (process.argv.includes('--no-e2e')) {
  process.stderr.write('the flows in a browser were left out\n');
} else if (!findChromium()) {
  process.stderr.write(`the flows in a browser were left out: ${INSTALL}\n`);
} else {
  run('flows in a browser', process.execPath, [
    '--test',
    '--test-reporter=spec',
    '--test-reporter-destination=stderr',
    '--test-reporter=junit',
    `--test-reporter-destination=${FLOW_REPORT}`,
    'e2e/flows.test.js',
  ]);
}
process.exitCode = failed ? 1 : 0;
