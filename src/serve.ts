import type { AddressInfo } from 'node:net'
import { createServices, type ServedServices } from './compose.ts'
import type { Config } from './config.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { firstOperatorLink } from '#operations/access/first-operator.ts'
import { openDatabase } from '#storage/connect.ts'
import { explainingDatabaseProblems } from '#storage/database-problem.ts'
import { migrate } from '#storage/migrate.ts'
import { createServer } from './http/server.ts'
import { startWorker } from './worker/start-worker.ts'

/** A whole installation at work: database, HTTP server, worker. */
export interface Serving {
  /** Where the server listens: `http://127.0.0.1:4000`. */
  readonly url: string
  readonly services: ServedServices
  /** By which the first operator says who it is; undefined: there is one. */
  readonly firstOperatorLink: string | undefined
  /** Lets requests and jobs in hand come to their end, takes no more, and closes the database. Twice is harmless. */
  stop(): Promise<void>
}

/**
 * Opens the database, brings it up to date, and begins to answer requests and do jobs.
 *
 * @param log gets one line at a time, never a secret.
 * @throws ProblemError 'configuration' where the port is taken, 'database'.
 */
export async function serve(config: Config, log: (line: string) => void): Promise<Serving> {
  const undo: (() => Promise<unknown>)[] = []
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= undoAll(undo))
  try {
    const database = await openDatabase(config, { log })
    undo.push(() => database.close())
    return await explainingDatabaseProblems(database.url, async () => {
      await migrate(database.pool)
      const services = createServices(database, config, { log })
      undo.push(() => services.close())
      await services.liveCalls.catchUp()
      const server = await createServer(services)
      undo.push(() => server.close())
      const url = await listen(server, config)
      const worker = await startWorker(services)
      undo.push(() => worker.stop())
      const link = await firstOperatorLink(database.pool, { now: services.clock(), baseUrl: config.publicUrl })
      return { url, services, firstOperatorLink: link, stop }
    })
  } catch (error) {
    await stop()
    throw error
  }
}

/** The last begun ends first. Whatever fails, the rest is closed too. */
async function undoAll(undo: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const step of undo.toReversed()) await step().catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed')
}

async function listen(
  server: Awaited<ReturnType<typeof createServer>>,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<string> {
  try {
    await server.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') {
      const message = `Port ${port} on ${host} is taken, perhaps by another Tollgate: stop that, or choose another port.`
      throw new ProblemError(problem('configuration', message, { field: 'TOLLGATE_PORT' }))
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EACCES') {
      const message = `This machine cannot listen on ${host}, port ${port}: choose an address of its own and a port it may use.`
      throw new ProblemError(problem('configuration', message, { field: 'TOLLGATE_HOST' }))
    }
    throw error
  }
  const { port: chosen } = server.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`
}
