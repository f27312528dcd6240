import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the window: the same files for the Electron shell and the loopback web host. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: { outDir: '../dist/renderer', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1500 },
});
