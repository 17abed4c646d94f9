import { execFile } from 'node:child_process'
import { chown, lchown, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The system account the server runs under, where it is not our own. PostgreSQL refuses to run as root. */
export interface ServerAccount {
  readonly uid: number
  readonly gid: number
}

/** 'nobody' on every Linux: owns nothing else that matters. */
const NOBODY: ServerAccount = { uid: 65_534, gid: 65_534 }

/**
 * @param owner of the data that is already there, if any: as root the server runs as that account, so that an
 *   ordinary user's data stays the user's.
 * @returns undefined: our own account.
 */
export function serverAccount(owner?: ServerAccount): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined
  return owner === undefined || owner.uid === 0 ? NOBODY : { uid: owner.uid, gid: owner.gid }
}

export interface ProgramResult {
  readonly ok: boolean
  /** Both streams. */
  readonly output: string
}

/** Nothing of our own environment reaches PostgreSQL: a stray PGOPTIONS or LD_LIBRARY_PATH would change what it does. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const

/** Runs a program to its end as the server's account. Never throws: not being able to start it is an answer as well. */
export function runAs(
  account: ServerAccount | undefined,
  folder: string,
  program: string,
  args: readonly string[],
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: SERVER_ENVIRONMENT, ...account }
    try {
      execFile(program, args, options, (error, stdout, stderr) => {
        resolve({ ok: error === null, output: `${stdout}${stderr}`.trim() || (error?.message ?? '') })
      })
    } catch (error) {
      resolve({ ok: false, output: String(error) })
    }
  })
}

/** Gives a file or folder (not what it holds) to the server's account. */
export async function giveTo(account: ServerAccount | undefined, path: string): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid)
}

/** Gives a folder with all it holds to the account. Links themselves, not what they lead to. */
export async function giveWhole(account: ServerAccount, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await giveWhole(account, path)
    else await lchown(path, account.uid, account.gid)
  }
  await chown(folder, account.uid, account.gid)
}

/** Whether the account can enter the folder and write there: asked of the system, not worked out from mode bits. */
export async function canUse(account: ServerAccount, folder: string): Promise<boolean> {
  const { ok } = await runAs(account, '/', '/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder])
  return ok
}
