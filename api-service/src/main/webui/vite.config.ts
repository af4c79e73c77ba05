import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['NPEXPORT_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../../../target/webui',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    reportCompressedSize: true,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      // The service refuses pages of other origins, so the page's own stays in the request.
      '^/(api|q|s3|ws)/': { target: api, ws: true, changeOrigin: false },
    },
  },
});
