import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/** A line to a database that can be cut. */
export interface CutLine {
  /** The database's address, by this line. */
  readonly url: string
  /** Every connection breaks, and no new one is taken. */
  cut(): void
  /** What the database answers is swallowed from now on, though it hears everything; until the line is cut. */
  swallowAnswers(): void
  mend(): void
  close(): Promise<void>
}

export async function openCutLine(databaseUrl: string): Promise<CutLine> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let [isCut, isSwallowing] = [false, false]
  const server = createServer((here) => {
    if (isCut) {
      here.destroy()
      return
    }
    const there = connect(Number(target.port), target.hostname)
    for (const socket of [here, there]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        here.destroy()
        there.destroy()
      })
    }
    here.on('data', (bytes) => void there.write(bytes))
    there.on('data', (bytes) => {
      if (!isSwallowing) here.write(bytes)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const cut = (): void => {
    isCut = true
    isSwallowing = false
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    cut,
    swallowAnswers: () => {
      isSwallowing = true
    },
    mend: () => {
      isCut = false
    },
    close: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
