import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { themeCss } from './look/themes.ts';
import { offlineWorker } from './offline/build.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const THEMES = 'virtual:themes.css';

/** Style sheets of pages that the server makes: their names do not change from build to build. */
const SERVER_PAGES = { 'assets/sign-in.css': ['./staff/sign-in.css'], 'assets/pages.css': [THEMES, './pages/pages.css', './pages/top.css', './pages/links.css', './pages/offline.css', './pages/print.css'] };

/** Puts the one set of colours before the style sheets of both sorts of pages. */
function styles(): Plugin {
  return {
    name: 'styles',
    resolveId: (id) => (id === THEMES ? `\0${THEMES}` : null),
    load: (id) => (id === `\0${THEMES}` ? themeCss() : null),
    generateBundle() {
      for (const [fileName, sources] of Object.entries(SERVER_PAGES)) {
        this.emitFile({ type: 'asset', fileName, source: sources.map((source) => (source === THEMES ? themeCss() : readFileSync(here(source), 'utf8'))).join('\n') });
      }
    },
  };
}

/**
 * Three pages share one set of assets: dist/public/index.html is given at `/` and around printed links at `/map`, dist/embed/index.html at `/embed` for frames,
 * dist/staff/index.html at `/staff`.
 * Addresses are relative, so that the same files can one day be laid on a plain file server.
 */
export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  plugins: [styles(), offlineWorker(here('.'))],
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    // Small files stay files: the content security policy of the server need not allow data: scripts or styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: { public: here('./public/index.html'), staff: here('./staff/index.html'), embed: here('./embed/index.html'), pages: here('./pages/main.ts') },
      output: { entryFileNames: (chunk) => (chunk.name === 'pages' ? 'assets/pages.js' : 'assets/[name]-[hash].js') },
    },
  },
});
