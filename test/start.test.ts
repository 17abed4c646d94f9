import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

/** From `git clone` to a running program: what stands in tools/ and bin/. */

const ROOT = resolve(import.meta.dirname, '..')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate start '))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('tollgate', () => {
  test('starts through a symlink from any folder', () => {
    const link = join(folder, 'tollgate')
    symlinkSync(join(ROOT, 'bin/tollgate.js'), link)
    expect(run(link, ['--version'], folder)).toMatchObject({ stdout: `${packageJson.version}\n`, status: 0 })
  })

  test('says what is wrong with a command line and ends with 2', () => {
    const { stderr, status } = run(join(ROOT, 'bin/tollgate.js'), ['--wat'], folder)
    expect(stderr).toBe("tollgate: unknown option '--wat'\nRun tollgate --help to see the commands.\n")
    expect(status).toBe(2)
  })

  test('says what to do while its packages are not installed', () => {
    const copy = copyOfTools('bare')
    cpSync(join(ROOT, 'bin'), join(copy, 'bin'), { recursive: true })
    const { stderr, status } = run(join(copy, 'bin/tollgate.js'), ['--version'], folder)
    expect(stderr).toBe(`tollgate: the packages are not installed; run \`npm ci\` in ${copy}.\n`)
    expect(status).toBe(1)
  })
})

describe('npm run', () => {
  let copy: string
  let counter: string
  const bench = (): SpawnSyncReturns<string> =>
    run(join(copy, 'tools/run.mjs'), ['bench', 'lpm'], folder, fakeNpm(copy))

  beforeEach(({ task }) => {
    copy = copyOfTools(task.id)
    counter = join(copy, 'installed')
    writeFileSync(join(copy, 'package-lock.json'), lockFile('sha512-new'))
    mkdirSync(join(copy, 'bench'))
    writeFileSync(join(copy, 'bench/main.ts'), `console.log('bench:', process.argv[2])\n`)
  })

  test('installs what is missing, once, and hands over', () => {
    expect(bench().stdout).toMatch(/^installing packages… \d+ s\nbench: lpm\n$/)
    expect(bench().stdout).toBe('bench: lpm\n')
  })

  test('installs again when package-lock.json has changed', () => {
    bench()
    writeFileSync(join(copy, 'package-lock.json'), lockFile('sha512-newer'))
    expect(bench().stdout).toMatch(/^installing packages…/)
    expect(readFileSync(counter, 'utf8')).toBe('ci\nci\n')
  })

  test('two at once install once', async () => {
    const both = ['1', '2'].map((name) =>
      spawn(process.execPath, [join(copy, 'tools/run.mjs'), 'bench', name], { env: fakeNpm(copy), stdio: 'ignore' }),
    )
    const codes = await Promise.all(both.map((child) => once(child, 'close')))
    expect(codes.map(([code]: unknown[]) => code)).toEqual([0, 0])
    expect(readFileSync(counter, 'utf8')).toBe('ci\n')
  })

  test('takes over the lock of a process that was killed', () => {
    const { pid } = spawnSync('true')
    mkdirSync(join(copy, '.installing'))
    writeFileSync(join(copy, '.installing/pids'), `${pid}\n`)
    expect(bench()).toMatchObject({ stdout: expect.stringContaining('bench: lpm'), status: 0 })
  })

  test('says what npm said when it fails', () => {
    const { stderr, status } = run(join(copy, 'tools/run.mjs'), ['bench'], folder, { ...fakeNpm(copy), NPM_FAILS: '1' })
    expect(stderr).toMatch(/^no network\ntollgate: npm ci failed, see above; .+\n$/)
    expect(status).toBe(1)
  })

  test('ends with the exit code of what it started', () => {
    writeFileSync(join(copy, 'bench/main.ts'), 'process.exitCode = 7\n')
    expect(bench().status).toBe(7)
  })

  test('passes on a signal', async () => {
    writeFileSync(
      join(copy, 'bench/main.ts'),
      `process.once('SIGTERM', () => { console.log('asked to end'); process.exit(9) })
       console.log('up')
       setInterval(() => undefined, 1e6)`,
    )
    const child = spawn(process.execPath, [join(copy, 'tools/run.mjs'), 'bench'], { env: fakeNpm(copy) })
    child.stdout.on('data', (text) => String(text).includes('up') && child.kill('SIGTERM'))
    const [code] = (await once(child, 'close')) as unknown[]
    expect(code).toBe(9)
  })
})

function run(script: string, args: readonly string[], cwd: string, env = process.env): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [script, ...args], { cwd, env, encoding: 'utf8', timeout: 15_000 })
}

/** A checkout that has the tools and nothing else. */
function copyOfTools(name: string): string {
  const copy = join(folder, name)
  cpSync(join(ROOT, 'tools'), join(copy, 'tools'), { recursive: true })
  return copy
}

function lockFile(integrity: string): string {
  return JSON.stringify({ packages: { '': {}, [`node_modules/node-linux-${process.arch}`]: { integrity } } })
}

/** An environment whose npm notes that it ran, and installs this Node and what npm records of it. */
function fakeNpm(copy: string): NodeJS.ProcessEnv {
  const node = `node_modules/node-linux-${process.arch}/bin`
  const script = `#!/bin/sh
    test -z "$NPM_FAILS" || { echo 'no network' >&2; exit 1; }
    echo "$1" >> installed
    mkdir -p ${node} && ln -sf '${process.execPath}' ${node}/node
    cp package-lock.json node_modules/.package-lock.json
  `
  mkdirSync(join(copy, 'fake'), { recursive: true })
  writeFileSync(join(copy, 'fake/npm'), script)
  chmodSync(join(copy, 'fake/npm'), 0o755)
  return { HOME: copy, PATH: `${join(copy, 'fake')}:/usr/bin:/bin` }
}
