import { createClient } from '#storage/pool.ts'
import type { AccountBook } from './account-book.ts'

export interface Hearing {
  close(): Promise<void>
}

const AGAIN_MS = 1_000

/**
 * Hears from the database what changed about accounts, numbers and plans, and has it looked at anew. While it cannot hear,
 * everything counts as changed once it can again.
 */
export function hearChanges(
  { databaseUrl, log }: { readonly databaseUrl: string; readonly log: (line: string) => void },
  book: AccountBook,
): Hearing {
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let client: ReturnType<typeof createClient> | undefined
  let connecting: Promise<void> = Promise.resolve()

  const connect = async (): Promise<void> => {
    const own = createClient(databaseUrl)
    client = own
    own.on('notification', ({ payload = '' }) => hear(book, payload))
    own.once('end', () => {
      book.hears(false)
      if (isClosed) return
      book.forgetAll()
      timer = setTimeout(() => {
        connecting = connect()
      }, AGAIN_MS)
    })
    try {
      await own.connect()
      await own.query('LISTEN tollgate_live')
      book.hears(true)
      book.forgetAll()
      book.warm().catch(() => {})
    } catch (error) {
      log(`changes of accounts are not heard: ${error instanceof Error ? error.message : String(error)}`)
      await own.end().catch(() => {})
    }
  }

  connecting = connect()
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await connecting
      await client?.end().catch(() => {})
    },
  }
}

function hear(book: AccountBook, payload: string): void {
  const [kind, which = '', call = ''] = payload.split(' ')
  if (kind === 'account') book.forgetAccount(Number(which))
  else if (kind === 'settled') book.forgetCall(Number(which), BigInt(call))
  else if (kind === 'drawn') book.forgetAllowances(which === '' ? undefined : which.split(',').map(Number))
  else if (kind === 'number') book.forgetNumber(which)
  else if (kind === 'reseller') book.forgetReseller(Number(which))
  else book.forgetAll()
}
