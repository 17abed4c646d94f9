// What `npm test` runs, in this order; the first that fails ends it with its exit code.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { buildWeb } from './build-web.mjs'
import { nodeBinary, passOn, ROOT, toolEnvironment } from './launch.mjs'

const CHECKS = [
  { name: 'types', tool: 'tsc', args: ['-p', '.'] },
  { name: 'web types', tool: 'tsc', args: ['-p', 'web'] },
  { name: 'lint', tool: 'oxlint', args: [] },
  { name: 'format', tool: 'oxfmt', args: ['--check', '.'] },
  { name: 'boundaries', tool: 'depcruise', args: ['src', 'web', '--output-type', 'err'] },
  { name: 'unused code', tool: 'knip', args: ['--no-progress'] },
]

/** Runs every check quietly, then the tests; arguments go to vitest. Resolves to the exit code. */
export async function runChecks(args) {
  for (const { name, tool, args: toolArgs } of CHECKS) {
    const startedAt = Date.now()
    process.stdout.write(name.padEnd(12))
    const { code, output } = await runQuietly(tool, toolArgs)
    console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${((Date.now() - startedAt) / 1000).toFixed(1)} s  (${tool})`)
    if (code !== 0) {
      console.log(output)
      return code
    }
  }
  const failure = await buildWeb()
  if (failure !== undefined) {
    console.log(failure)
    return 1
  }
  return passOn(nodeBinary(), [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args])
}

function runQuietly(tool, args) {
  const child = spawn(join(ROOT, 'node_modules', '.bin', tool), args, { cwd: ROOT, env: toolEnvironment() })
  const chunks = []
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  child.stderr.on('data', (chunk) => chunks.push(chunk))
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 1, output: error.message }))
    child.once('close', (code) => done({ code: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })
}
