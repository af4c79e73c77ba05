import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const REPOSITORY = resolve(import.meta.dirname, '../../../../..');
const START_MS = 600_000; // with a build before it, on a busy machine
const STOP_MS = 60_000;

function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** The real services on a data folder of their own that holds the sample. */
export class Services {
  constructor(port, dataDir) {
    this.port = port;
    this.dataDir = dataDir;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async prepare() {
    const dataDir = await mkdtemp(join(tmpdir(), 'npexport-e2e-'));
    await cp(join(REPOSITORY, 'samples/small'), join(dataDir, 'sample'), { recursive: true });
    return new Services(await freePort(), dataDir);
  }

  /** Returns once the service answers. `env` is added to the environment. */
  async start(env = {}) {
    const args = ['serve', '--port', String(this.port), '--data-dir', this.dataDir];
    this.output = '';
    this.child = spawn(join(REPOSITORY, 'npexport'), args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout.on('data', (text) => (this.output += text));
    this.child.stderr.on('data', (text) => (this.output += text));
    const until = Date.now() + START_MS;
    while (!(await this.answers())) {
      if (this.child.exitCode !== null || Date.now() > until) {
        throw new Error(`the services did not start:\n${this.output}`);
      }
      await sleep(250);
    }
  }

  async answers() {
    try {
      return (await fetch(`${this.url}/q/health/ready`)).ok;
    } catch {
      return false;
    }
  }

  /** Sends a signal to one of the processes below the launcher: 'api-service' or 'export-worker'. */
  signal(service, name) {
    const processes = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='])
      .toString()
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
      .filter(
        ([, , parent, args]) =>
          Number(parent) === this.child.pid && args.includes(`/${service}/target/`),
      );
    if (processes.length !== 1) throw new Error(`${processes.length} processes of ${service}`);
    process.kill(Number(processes[0][1]), name);
  }

  async stop() {
    if (!this.child || this.child.exitCode !== null) return;
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await Promise.race([
      ended,
      sleep(STOP_MS, undefined, { ref: false }).then(() => {
        throw new Error(`the services did not stop:\n${this.output}`);
      }),
    ]);
  }

  async remove() {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
