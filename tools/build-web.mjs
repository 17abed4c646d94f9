// Builds the portals when they are not built as their sources are now: `node tools/build-web.mjs`.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { nodeBinary, ROOT, toolEnvironment } from './launch.mjs'

const BUILT = join(ROOT, 'web', 'dist')
/** Says what the portals were built from. */
const RECORD = join(BUILT, 'built-from')
const SOURCES = ['web', 'src/contract', 'src/domain', 'package-lock.json']

/** Resolves to nothing when the portals are built, else to the words of the build that failed. */
export async function buildWeb() {
  const sources = hashOf(SOURCES)
  if (existsSync(RECORD) && readFileSync(RECORD, 'utf8') === sources) return undefined
  const startedAt = Date.now()
  process.stdout.write('building the portals…')
  const folder = join(ROOT, 'web', `dist-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const { code, output } = await runVite(folder)
  if (code !== 0) {
    rmSync(folder, { recursive: true, force: true })
    console.log(' failed')
    return output
  }
  compressFiles(join(folder, 'assets'))
  writeFileSync(join(folder, 'built-from'), sources)
  rmSync(BUILT, { recursive: true, force: true })
  renameSync(folder, BUILT)
  console.log(` ${((Date.now() - startedAt) / 1000).toFixed(0)} s`)
  return undefined
}

function hashOf(places) {
  const hash = createHash('sha256')
  for (const path of places.flatMap(filesOf).toSorted()) hash.update(path).update(readFileSync(join(ROOT, path)))
  return hash.digest('hex')
}

function filesOf(place) {
  if (place.endsWith('.json')) return [place]
  return readdirSync(join(ROOT, place), { withFileTypes: true }).flatMap((entry) => {
    const path = `${place}/${entry.name}`
    if (entry.isDirectory()) return entry.name.startsWith('dist') ? [] : filesOf(path)
    return [path]
  })
}

function runVite(folder) {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', 'web', '--outDir', folder, '--logLevel', 'warn']
  const child = spawn(nodeBinary(), args, { cwd: ROOT, env: toolEnvironment() })
  const chunks = []
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  child.stderr.on('data', (chunk) => chunks.push(chunk))
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 1, output: error.message }))
    child.once('close', (code) => done({ code: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })
}

/** Beside every text its compressed forms, so that no request has to wait for that. */
function compressFiles(folder) {
  for (const name of readdirSync(folder).filter((each) => /\.(js|css|svg)$/.test(each))) {
    const content = readFileSync(join(folder, name))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }))
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 10 }
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content, { params: quality }))
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failure = await buildWeb()
  if (failure !== undefined) {
    console.error(failure)
    process.exitCode = 1
  }
}
