import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { baseStylesFirst } from './build/base-styles-first.ts'
import { endpointsModule } from './build/endpoints-module.ts'

/** Builds both portals into web/dist; tools/build-web.mjs runs it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), endpointsModule(), baseStylesFirst()],
  publicDir: 'public',
  build: {
    target: 'es2024',
    emptyOutDir: true,
    // A font or picture inside a style sheet would be a data: address, which the security policy refuses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What both portals begin with, in one request: a browser asks for six things at a time.
          groups: [{ name: 'base', tags: ['$initial'], test: /node_modules|web[\\/]shared/ }],
        },
      },
      input: ['portal', 'customer'].map((name) => join(import.meta.dirname, name, 'index.html')),
    },
  },
})
