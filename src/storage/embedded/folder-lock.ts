import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { errorCode } from '../database-problem.ts'

/**
 * Runs the work while no other process of this machine runs work of its own on the same folder; others wait their turn.
 *
 * The lock is a name in the kernel's abstract socket space: the kernel takes it back however the process ends, so a
 * kill -9 leaves nothing to clean up, and those who wait hear of it as a closed connection. It does not reach into
 * another network namespace (two containers on one folder): PostgreSQL's own lock file is what is left there.
 */
export async function withFolderLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = await takeLock(await lockName(folder))
  try {
    return await work()
  } finally {
    lock.release()
  }
}

interface Lock {
  release(): void
}

async function takeLock(name: string): Promise<Lock> {
  for (;;) {
    const server = createServer()
    const waiting = new Set<{ destroy(): void }>()
    server.on('connection', (socket) => {
      socket.on('error', () => {})
      waiting.add(socket)
    })
    if (await listens(server, name)) {
      server.on('error', () => {})
      const release = (): void => {
        server.close()
        for (const socket of waiting) socket.destroy()
      }
      return { release }
    }
    await holderLeaves(name)
  }
}

/** false: another process holds the name. */
async function listens(server: Server, name: string): Promise<boolean> {
  server.listen(name)
  try {
    await once(server, 'listening')
    return true
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return false
    throw error
  }
}

async function holderLeaves(name: string): Promise<void> {
  const socket = connect(name)
  // Refused: it left before we asked. Either way 'close' follows.
  socket.on('error', () => {})
  socket.resume()
  await new Promise((resolve) => {
    socket.once('close', resolve)
  })
}

/** The same folder under another path (a link, a mount) has the same name. */
async function lockName(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true })
  const digest = createHash('sha256').update(`${dev}:${ino}`).digest('hex')
  return `\0tollgate-${digest.slice(0, 24)}`
}
