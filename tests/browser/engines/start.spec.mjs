// How page and element start, and what they say where they cannot.
import { isOfEnglishVisit, hashedFiles } from '../support/folder.mjs';
import { expect, test } from './support/engine.mjs';
import { ELEMENT, portalPage } from './support/panel.mjs';

for (const start of [1, 2, 3, 4, 5]) {
  test(`a cold start shows the state, ${start} of 5`, async ({ panel, gateway }) => {
    await panel.signIn();
    await panel.open();
    await panel.expect({ state: 'idle', connection: 'live', boot: null });
    expect(await gateway.count('sync')).toBe(1);
  });
}

for (const ms of [15, 800]) {
  test(`a style sheet that comes ${ms} ms late is no damaged one`, async ({ panel, folder }) => {
    folder.lateMs = (name) => (name.endsWith('.css') ? ms : 0);
    await panel.signIn();
    await panel.open();
    await panel.expect({ state: 'idle', boot: null });
  });
}

test('nothing is loaded twice', async ({ panel, folder, engine }) => {
  await panel.signIn();
  folder.asked.length = 0;
  await panel.open();
  await panel.expect({ state: 'idle' });
  const lasting = (await hashedFiles(folder.path)).filter((name) => !name.startsWith('frame-') && isOfEnglishVisit(name));
  const files = folder.asked.filter((path) => !path.startsWith('/agentgateway/'));
  // WebKit's driver has no cache but the page's own: a script that is looked at before it is imported
  // is asked for again there.
  const isTwice = (path) => engine === 'webkit' && /^.(cec-agent-panel|language|desk)-.*[.]js$/.test(path);
  const once = files.filter((path, index) => !isTwice(path) || files.indexOf(path) === index);
  expect(once.sort()).toEqual(['', 'config.json', ...lasting].map((name) => `/${name}`).sort());
});

/** The files that a page or an element needs to start, by how their names begin and end. */
const FILES = {
  'style sheet': ['panel-', '.css'],
  glue: ['cec-agent-panel-', '.js'],
  module: ['cec-agent-panel-', '.wasm'],
  language: ['language-en-', '.js'],
};

for (const fault of ['damaged', 'missing']) {
  for (const [what, [start, end]] of Object.entries(FILES)) {
    test(`a ${fault} ${what} is found out, and a reload helps once it is mended`, async ({ panel, folder, gateway }) => {
      const name = await folder.name(start, end);
      const bytes = await folder.read(name);
      await (fault === 'damaged' ? folder.damage(name) : folder.remove(name));
      await panel.signIn();
      await panel.open();
      await panel.expect({ boot: fault, code: expect.stringContaining(name) });
      expect(await gateway.count('sync')).toBe(0);
      await folder.write(name, bytes);
      await panel.pressReload();
      await panel.expect({ state: 'idle', boot: null });
    });
  }
}

test("after a missing module is there again, the browser's own reload helps as well", async ({ browser, panel, folder }) => {
  const name = await folder.name(...FILES.module);
  const bytes = await folder.read(name);
  await folder.remove(name);
  await panel.signIn();
  await panel.open();
  await panel.expect({ boot: 'missing', code: expect.stringContaining(name) });
  await folder.write(name, bytes);
  await browser.reload();
  await panel.expect({ state: 'idle', boot: null });
});

for (const what of ['glue', 'module', 'language']) {
  test(`the element finds out a ${what} with one changed byte, and starts once it is mended`, async ({ panel, folder }) => {
    const name = await folder.name(...FILES[what]);
    const bytes = await folder.read(name);
    await folder.damage(name);
    await folder.write('portal.html', portalPage(ELEMENT));
    await panel.open('/portal.html');
    const selector = '#panel';
    await panel.expect({ boot: 'damaged', code: expect.stringContaining(name) }, { selector });
    await folder.write(name, bytes);
    await panel.pressReload(selector);
    await panel.expect({ boot: null, connection: expect.any(String) }, { selector });
  });
}
