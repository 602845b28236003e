// The engines beside Chromium, each with its own driver: Firefox by geckodriver, without a screen,
// and WebKitGTK's small browser on a screen of its own.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { isReady } from './web_driver.mjs';

/** How long a driver may take until it answers, in ms. */
const START_MS = 20_000;

export const DRIVERS = {
  firefox: {
    start: (port) => [process.env.GECKODRIVER, ['-p', String(port), '--log', 'fatal']],
    capabilities: {
      browserName: 'firefox',
      'moz:firefoxOptions': {
        binary: process.env.FIREFOX,
        args: ['-headless'],
        prefs: {
          'intl.accept_languages': 'en-GB',
          // As if the agent had said yes.
          'permissions.default.desktop-notification': 1,
        },
      },
    },
  },
  webkit: {
    needsScreen: true,
    start: (port) => [process.env.WEBKIT_DRIVER, ['-p', String(port)]],
    capabilities: {
      'webkitgtk:browserOptions': { binary: process.env.MINI_BROWSER, args: ['--automation'] },
    },
  },
};

/** Starts the driver of an engine: its `address`, and `stop()`. */
export async function startDriver({ start, needsScreen }) {
  const screen = needsScreen && (await startScreen());
  const port = await freePort();
  const [program, words] = start(port);
  const env = { ...process.env, LANGUAGE: 'en', LC_ALL: 'C.UTF-8', TZ: 'Asia/Shanghai' };
  if (screen) Object.assign(env, { DISPLAY: screen.name, LIBGL_ALWAYS_SOFTWARE: '1' });
  const driver = run(program, words, { env, stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}`;
  const late = Date.now() + START_MS;
  while (!(await isReady(address))) {
    if (driver.hasEnded() || Date.now() > late) {
      await screen?.stop();
      throw new Error(`${program} does not start`);
    }
    await pause(50);
  }
  return {
    address,
    async stop() {
      await driver.stop();
      await screen?.stop();
    },
  };
}

/** Starts a screen that nobody sees: its `name`, and `stop()`. */
async function startScreen() {
  const words = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const server = run(process.env.XVFB, words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    server.process.stdio[3].once('data', resolve);
    server.process.once('exit', () => reject(new Error('Xvfb ended before it had a screen')));
  });
  return { name: `:${String(number).trim()}`, stop: server.stop };
}

/** Runs a program until `stop()`. */
function run(program, words, options) {
  const child = spawn(program, words, options);
  let hasEnded = false;
  const ended = new Promise((resolve) => {
    const end = () => resolve((hasEnded = true));
    child.once('error', end);
    child.once('exit', end);
  });
  return {
    process: child,
    hasEnded: () => hasEnded,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A port that nobody listens on. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
