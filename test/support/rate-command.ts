import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

const BIN = resolve(import.meta.dirname, '../../bin/tollgate.js')

export interface CommandEnd {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Runs `tollgate` as a person does, in `folder`. */
export async function tollgate(folder: string, args: readonly string[], env: object = {}): Promise<CommandEnd> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const [[code], out, error] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)])
  return { code: code as number | null, out, error }
}

/** A folder with these files, gone when the test ends. Objects are written as JSON, lists as lines. */
export async function folderWith(files: Readonly<Record<string, object | string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-rate-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), asText(content))
  return folder
}

/** `tollgate rate` over plan.json, calls.csv, and deck.csv where it is given. */
export async function rateFiles(
  files: Readonly<Record<string, object | string>>,
  ...more: readonly string[]
): Promise<CommandEnd> {
  const folder = await folderWith(files)
  const deck = 'deck.csv' in files ? ['--deck', 'deck.csv'] : []
  return tollgate(folder, ['rate', '--plan', 'plan.json', ...deck, '--calls', 'calls.csv', ...more])
}

function asText(content: object | string): string {
  if (typeof content === 'string') return content
  return Array.isArray(content) ? `${content.join('\n')}\n` : JSON.stringify(content)
}
