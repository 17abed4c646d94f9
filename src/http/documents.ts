import type { FastifyInstance } from 'fastify'
import packageJson from '../../package.json' with { type: 'json' }
import { openApiDocument } from '#contract/openapi.ts'
import { docsPage } from './docs-page.ts'

/** The API describes itself: /api/openapi.json for programs, /api/docs for people. */
export function addDocuments(server: FastifyInstance): void {
  const document = openApiDocument(packageJson.version)
  const page = docsPage(document)
  server.get('/api/openapi.json', () => document)
  server.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
}
