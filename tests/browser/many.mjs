// Writes a family of thirteen variants, one more than have all their pairs in a page: `node many.mjs <folder>`. They are the
// real ones over and over, without what the editors say about them.
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const REAL = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'];
const COUNT = 13;

const folder = process.argv[2];
const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const clauses = join(folder, 'clauses');
const edit = async (path, change) => writeFile(path, change(await readFile(path, 'utf8')));

await cp(join(project, 'theme'), join(folder, 'theme'), { recursive: true });
await cp(join(project, 'book.toml'), join(folder, 'book.toml'));
await edit(join(folder, 'book.toml'), (text) => text.replace('pairs = "all"', 'pairs = "none"'));
await cp(join(project, 'clauses'), clauses, {
    recursive: true,
    filter: (path) => !/^(annotations|choosing\.yaml|statutes\.yaml|(index|about|reading|contributing|404)\.md)/.test(relative(join(project, 'clauses'), path)),
});
await writeFile(join(clauses, 'SUMMARY.md'), '# 目录\n\n[首页](index.md)\n\n- [{{variants}}]()\n- [{{subjects}}]()\n- [{{overviews}}]()\n- [{{chooser}}]()\n- [{{pairs}}]()\n');
await writeFile(join(clauses, 'index.md'), '# 首页\n\n{{heat-map}}\n');
const ids = [];
for (let number = 1; number <= COUNT; number += 1) {
    const id = `v${number}`;
    ids.push(id);
    if (!REAL.includes(id)) {
        const model = REAL[(number - 1) % REAL.length];
        await cp(join(clauses, model), join(clauses, id), { recursive: true });
        await edit(join(clauses, id, 'variant.yaml'), (text) =>
            text
                .replace(/^id: .*$/m, `id: ${id}`)
                .replace(/^siglum: .*$/m, `siglum: "${number}"`)
                .replace(/^title: .*$/m, `title: 范本${number}`));
        for (const name of await readdir(join(clauses, id))) {
            await edit(join(clauses, id, name), (text) => text.replaceAll(`](clause:${model}/`, `](clause:${id}/`));
        }
    }
}
await edit(join(clauses, 'family.yaml'), (text) =>
    text.replace(/^variants: .*$/m, `variants: [${ids.join(', ')}]`).replace(/^profile:\n(?: {2}- .*\n)*/m, '').replace(/^explanation: .*$/m, ''));
