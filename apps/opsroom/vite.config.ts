import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The libs that the page loads when they are needed come from their sources.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: fileURLToPath(new URL('../../dist/opsroom', import.meta.url)),
    emptyOutDir: true,
    // What the page consists of, for the worker that keeps it.
    manifest: 'files.json',
    target: 'es2022',
    // Small files inlined as data: addresses would need a wider content policy.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? '8400'}` } },
});
