// One process at a time: a lock that dies with its holders.
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'

/** How long a holder may take between making the folder and writing its id into it. */
const GRACE_MS = 10_000

/** Runs `work` while no other process holds `folder`; `work` may name more processes that hold it too. */
export async function holdingLock(folder, work) {
  let said = false
  while (!take(folder)) {
    if (!said) console.log(`another process is installing packages, waiting for it… (${folder})`)
    said = true
    await wait(250)
  }
  try {
    return await work((pid) => addHolder(folder, pid))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function take(folder) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isAbandoned(folder)) remove(folder)
    return false
  }
  addHolder(folder, process.pid)
  return true
}

function addHolder(folder, pid) {
  appendFileSync(join(folder, 'pids'), `${pid}\n`)
}

/** Moved aside first: of several that find it abandoned only one can, and never takes a lock made meanwhile. */
function remove(folder) {
  const aside = `${folder}.${process.pid}`
  try {
    renameSync(folder, aside)
    if (!isAbandoned(aside)) return renameSync(aside, folder)
    rmSync(aside, { recursive: true, force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function isAbandoned(folder) {
  try {
    const pids = holders(folder)
    if (pids.length === 0) return Date.now() - statSync(folder).mtimeMs > GRACE_MS
    return !pids.some((pid) => pid !== process.pid && isRunning(pid))
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}

function holders(folder) {
  const file = join(folder, 'pids')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number) : []
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
