// Files of a package, made fit for another place.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies the files of a folder, its sub-folders not, with `[part, by]` replaced in each. */
export async function copyReplaced(from, to, replaced) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    let text = await readFile(join(from, entry.name), 'utf8');
    for (const [part, by] of replaced) text = text.replaceAll(part, by);
    await writeFile(join(to, entry.name), text);
  }
}
