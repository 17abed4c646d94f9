// Finds the Node that npm installed and hands a command over to it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** The folder of package.json, whatever folder the caller stands in. */
export const ROOT = resolve(fileURLToPath(new URL('..', import.meta.url)))

/** The Node 26 in node_modules; it need not exist yet. */
export function nodeBinary() {
  return join(ROOT, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
}

/** The environment in which every tool of node_modules finds that Node and the other tools first. */
export function toolEnvironment() {
  // What Node made of the TypeScript the last time; where it cannot be kept, Node does without.
  const NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE ?? join(ROOT, 'node_modules', '.cache', 'compiled')
  return {
    ...process.env,
    NODE_COMPILE_CACHE,
    PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  }
}

/**
 * Runs a program in this one's place: same terminal, same signals, its exit code as the result.
 * `folder` is where it runs; a relative script path is looked for there.
 */
export function passOn(program, args, folder = ROOT) {
  const child = spawn(program, args, { cwd: folder, env: toolEnvironment(), stdio: 'inherit' })
  const unfollow = followSignals(child)
  return new Promise((done) => {
    child.once('error', (error) => {
      console.error(`tollgate: ${explainFailedStart(program, error)}`)
      done(1)
    })
    child.once('close', (code, signal) => {
      unfollow()
      done(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** Sends the child every signal that asks this process to end; the function it returns stops that. */
export function followSignals(child) {
  const listeners = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, () => forward(child, signal)])
  for (const [signal, listener] of listeners) process.on(signal, listener)
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener)
  }
}

/** A terminal sends Ctrl-C to the child as well; sent again it would read as "stop at once". */
function forward(child, signal) {
  if (signal === 'SIGINT' && process.stdin.isTTY) return
  child.kill(signal)
}

function explainFailedStart(program, error) {
  if (error.code === 'ENOENT' && existsSync(program)) {
    return `${program} does not start: it needs a Linux with glibc (Debian, Ubuntu, Fedora …; not Alpine).`
  }
  return `${program} does not start: ${error.message}`
}
