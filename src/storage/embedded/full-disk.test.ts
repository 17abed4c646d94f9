import { execFileSync } from 'node:child_process'
import { expect, onTestFinished, test } from 'vitest'
import { makeFolder, startServer } from '../../../test/support/data-folder.ts'
import { given } from '../../../test/support/given.ts'
import { explainingDatabaseProblems } from '../database-problem.ts'
import { createPool } from '../pool.ts'

/** A small disk of one's own: only root may mount one, and not in every container. */
function mount(folder: string, size: string): void {
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder], { stdio: 'pipe' })
  onTestFinished(() => void execFileSync('/bin/umount', [folder]))
}

function canMount(): boolean {
  try {
    execFileSync('/usr/bin/unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'pipe' })
    return process.getuid?.() === 0
  } catch {
    return false
  }
}

const CAN_MOUNT = given(canMount(), 'what a full disk does: only root may mount a small one, and not everywhere')

test.runIf(CAN_MOUNT)('a disk with no room for a database is refused before anything is written', async () => {
  const folder = await makeFolder()
  mount(folder, '100m')

  await expect(startServer(folder)).rejects.toThrow(
    `The disk of ${folder}/postgres is full: free at least 1 GB, or name a data folder elsewhere in TOLLGATE_DATA.`,
  )
})

test.runIf(CAN_MOUNT)('a disk that fills up while the database is at work is named, and nothing is lost', async () => {
  const folder = await makeFolder()
  mount(folder, '512m')
  const { url } = await startServer(folder)
  const pool = createPool(url, 1)
  onTestFinished(() => pool.end())
  await pool.query(`CREATE TABLE kept AS SELECT 'still here' AS said; CREATE UNLOGGED TABLE much (text text)`)
  const fill = `INSERT INTO much SELECT repeat('x', 1000) FROM generate_series(1, 600000)`

  await expect(explainingDatabaseProblems(url, () => pool.query(fill))).rejects.toThrow(
    `The disk of the database at ${new URL(url).host} is full: free some space and run the same command again; nothing half-done was kept.`,
  )
  await pool.query('TRUNCATE much')
  expect((await pool.query('SELECT said FROM kept')).rows).toEqual([{ said: 'still here' }])
})
