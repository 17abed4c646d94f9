import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  type EmbeddedServer,
  type EmbeddedServerOptions,
  useEmbeddedServer,
} from '#storage/embedded/embedded-server.ts'

/** A folder of the test's own that every account may enter; it goes when the test ends. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-test-'))
  await chmod(folder, 0o755)
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A small server on the folder; the test's end releases it, if the test itself did not. */
export async function startServer(
  dataDirectory: string,
  options: Partial<EmbeddedServerOptions> = {},
): Promise<EmbeddedServer> {
  const server = await useEmbeddedServer({ dataDirectory, size: 'test', log: () => {}, ...options })
  onTestFinished(() => server.release())
  return server
}
