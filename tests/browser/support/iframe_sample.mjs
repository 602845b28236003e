// The sample of docs/embedding.md for an iframe on the portal's own origin, word for word.
import { readFile } from 'node:fs/promises';

/**
 * What stands in the document, with the panel in the folder `path` and the agent's ID in their places. The page
 * must have the Guid as `guid`, see `tellGuid`: in its text nobody may see it.
 */
export async function iframeSample(path, agentId) {
  const text = await readFile(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
  const [, sample] = text.match(/^## The iframe\n\n```html\n([^`]*`[^`]*`[^`]*)```\n/m);
  return sample.replaceAll('/agent-panel/', path).replace('41001', agentId);
}

/** Has the page, before it is opened, know the Guid. */
export const tellGuid = (page, guid) =>
  page.addInitScript((guid) => {
    window.guid = guid;
  }, guid);
