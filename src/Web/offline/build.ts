import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rollup } from 'vite';
import type { Shell } from './worker/shell.ts';

/** Names of the two workers in the built folder; the server gives one of them out as /worker.js. */
const WORKERS = { worker: 'offline/worker/worker.ts', 'worker-off': 'offline/worker/off.ts' };

/** After the pages are built: makes the icons' files and the workers, which must know the names of all files that the pages need. */
export function offlineWorker(root: string): Plugin {
  return {
    name: 'offline-worker',
    apply: 'build',
    generateBundle() {
      const icons = join(root, 'offline/icons');
      for (const name of readdirSync(icons)) this.emitFile({ type: 'asset', fileName: `assets/${name}`, source: readFileSync(join(icons, name)) });
    },
    async writeBundle(options, bundle) {
      const shell = shellOf(bundle);
      for (const [name, entry] of Object.entries(WORKERS)) {
        await build({
          root, configFile: false, publicDir: false, logLevel: 'warn',
          define: { __SHELL__: JSON.stringify(shell) },
          build: {
            outDir: options.dir!, emptyOutDir: false, target: 'es2022',
            rollupOptions: { input: join(root, entry), output: { format: 'iife', entryFileNames: `${name}.js` } },
          },
        });
      }
    },
  };
}

/** What the store needs of a build: everything that the entries reach, by import and by style sheet. */
function shellOf(bundle: Rollup.OutputBundle): Shell {
  const languages: Record<string, string> = {};
  const reach = (names: readonly string[], seen = new Set<string>()): Set<string> => {
    for (const name of names) {
      const chunk = bundle[name];
      const language = /i18n\/([\w-]+)\.json$/.exec(chunk?.type === 'chunk' ? (chunk.facadeModuleId ?? '') : '')?.[1];
      if (language) languages[language] = `/${name}`;
      if (seen.has(name) || language || !chunk) continue;
      seen.add(name);
      if (chunk.type !== 'chunk') continue;
      const { importedCss, importedAssets } = (chunk as { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }).viteMetadata ?? { importedCss: [], importedAssets: [] };
      reach([...chunk.imports, ...chunk.dynamicImports, ...importedCss, ...importedAssets], seen);
    }
    return seen;
  };
  const entry = (name: string) => Object.values(bundle).filter((chunk) => chunk.type === 'chunk' && chunk.isEntry && chunk.name === name).map(({ fileName }) => fileName);
  const address = (name: string) => `/${name}`;
  const pages = [...reach([...entry('pages'), 'assets/pages.css'])].map(address).sort();
  const map = [...reach(entry('public'))].map(address).sort();
  const version = createHash('sha256').update(JSON.stringify([pages, map, contentOf(bundle, 'assets/pages.css'), contentOf(bundle, 'assets/pages.js')])).digest('hex').slice(0, 12);
  return { version, pages, map, languages };
}

/** Two files keep their names from build to build: their content tells builds apart. */
function contentOf(bundle: Rollup.OutputBundle, name: string): string {
  const file = bundle[name];
  return file === undefined ? '' : file.type === 'chunk' ? file.code : String(file.source);
}
