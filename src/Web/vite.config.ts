import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The sign-in page is made by the server; its style sheet has a name that does not change from build to build. */
function signInStyle(): Plugin {
  return {
    name: 'sign-in-style',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'assets/sign-in.css', source: readFileSync(here('./staff/sign-in.css'), 'utf8') });
    },
  };
}

/**
 * Two pages share one set of assets: dist/public/index.html is given at `/`, dist/staff/index.html at `/staff`.
 * Addresses are relative, so that the same files can one day be laid on a plain file server.
 */
export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  plugins: [signInStyle()],
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    // Small files stay files: the content security policy of the server need not allow data: scripts or styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: { public: here('./public/index.html'), staff: here('./staff/index.html') },
    },
  },
});
