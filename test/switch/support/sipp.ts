import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const HERE = '127.0.0.1'

/** Where a party is on this machine; left out: 127.0.0.1, and any port. */
export interface Place {
  readonly host?: string
  readonly port?: number
}

/** The parties of calls, each a SIPp of its own on one port of this machine. */
export interface Parties {
  /** Plays a scenario once. @returns nothing if it went as written; else what did not. */
  play(scenario: string, place?: Place): Promise<string | undefined>
  /** Plays a scenario for every call that comes in, until all are told to go. */
  answer(scenario: string, place: Place & { readonly port: number }): Promise<AnsweringParty>
  /** Ends all that are still there. */
  leave(): Promise<void>
}

export interface AnsweringParty {
  /** Every message it got or sent. */
  messages(): Promise<string>
}

const PATIENCE_SECONDS = 30

export function createParties(folder: string, proxy: string): Parties {
  let count = 0
  const children = new Set<ReturnType<typeof spawn>>()
  const start = async (scenario: string, args: readonly string[]) => {
    count += 1
    const name = join(folder, `sipp-${count}`)
    await writeFile(`${name}.xml`, scenario)
    const child = spawn(
      'sipp',
      [
        `-sf ${name}.xml -nostdin -trace_msg -message_file ${name}.messages -trace_err -error_file ${name}.errors`.split(
          ' ',
        ),
        args,
      ].flat(),
      { stdio: 'ignore', cwd: folder },
    )
    children.add(child)
    const ended = once(child, 'exit').finally(() => children.delete(child))
    return { name, child, ended }
  }
  return {
    async play(scenario, { host = HERE, port } = {}) {
      const own = port === undefined ? [] : ['-p', String(port)]
      const oneCall = ['-m', '1', '-timeout', String(PATIENCE_SECONDS), '-timeout_error', proxy]
      const { name, ended } = await start(scenario, ['-i', host, ...own, ...oneCall])
      const [code] = (await ended) as [number | null]
      if (code === 0) return undefined
      const errors = await readFile(`${name}.errors`, 'utf8').catch(() => '')
      const messages = await readFile(`${name}.messages`, 'utf8').catch(() => '')
      return `sipp ended with ${code}\n${errors}\n${messages}`
    },
    async answer(scenario, { host = HERE, port }) {
      const { name } = await start(scenario, ['-i', host, '-p', String(port)])
      return { messages: () => readFile(`${name}.messages`, 'utf8').catch(() => '') }
    },
    async leave() {
      const gone = [...children].map((child) => once(child, 'exit'))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(gone)
    },
  }
}
