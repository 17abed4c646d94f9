import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { eventually } from './deadline.ts'

const DEPLOY = resolve(import.meta.dirname, '../../../deploy/kamailio')
const run = promisify(execFile)
/** Debian keeps them where not every account looks. */
const WITH_PROGRAMS = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` }

/** What the file of settings says: `deploy/kamailio/switch.env.example` explains each. */
export type SwitchSettings = Readonly<Record<string, string>>

/** The switch of deploy/kamailio, started as its run.sh starts it. */
export interface RunningSwitch {
  /** What it wrote down, records of calls among it. */
  readonly logFile: string
  /** Asks over its control socket. */
  rpc(...words: readonly string[]): Promise<string>
  /** How many calls it knows of at this moment. */
  liveCalls(): Promise<number>
  stop(): Promise<void>
  /** As a machine that loses its power: no process of it gets to say anything. */
  crash(): Promise<void>
}

export async function startSwitch(folder: string, settings: SwitchSettings): Promise<RunningSwitch> {
  const runFolder = join(folder, 'run')
  await mkdir(runFolder, { recursive: true })
  const logFile = join(folder, 'switch.log')
  const settingsFile = join(folder, 'switch.env')
  const all = { ...settings, RUN_DIR: runFolder, LOG_FILE: logFile, SHARED_MB: '64', PRIVATE_MB: '8' }
  await writeFile(
    settingsFile,
    Object.entries(all)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
    { mode: 0o600 },
  )
  // A group of its own: all its processes can be ended at once.
  const child = spawn(join(DEPLOY, 'run.sh'), [settingsFile], {
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const ended = once(child, 'exit')
  const rpc = async (...words: readonly string[]): Promise<string> => {
    const { stdout } = await run('kamcmd', ['-s', `unix:${runFolder}/control`, ...words], {
      timeout: 5000,
      env: WITH_PROGRAMS,
    })
    return stdout
  }
  await eventually('the switch answers', async () => {
    if (child.exitCode !== null) throw new Error(`the switch ended at once:\n${await lastLines(logFile)}`)
    return rpc('core.uptime').catch(() => undefined)
  })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (isOver(child)) return
    process.kill(-(child.pid ?? 0), signal)
    await ended
  }
  return {
    logFile,
    rpc,
    liveCalls: async () => Number(/all: (\d+)/.exec(await rpc('dlg.stats_active'))?.[1] ?? Number.NaN),
    stop: () => end('SIGTERM'),
    crash: () => end('SIGKILL'),
  }
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').slice(-40).join('\n')
}
