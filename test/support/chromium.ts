import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import { chromium, type Browser } from 'playwright-core'

/** A browser, and where the libraries are that it needs and a bare machine has not. */
export interface Chromium {
  readonly program: string
  readonly libraries: string
}

const PACKAGE = resolve(import.meta.dirname, '../../node_modules/@sparticuz/chromium')

/** Unpacks the Chromium that npm installed, once; nothing is downloaded and nothing of the system is needed. */
export async function unpackChromium(): Promise<Chromium> {
  const { version } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }
  const folder = resolve(PACKAGE, `../../.cache/chromium-${version}`)
  if (!existsSync(folder)) await unpack(folder)
  return { program: join(folder, 'chromium'), libraries: join(folder, 'lib') }
}

export function launchChromium({ program, libraries }: Chromium): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    env: { LD_LIBRARY_PATH: libraries },
    // It looks at pages of this machine only; without the last, it would look for its maker's.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  })
}

/** Into a folder of this process first: another run sees all of it or nothing. */
async function unpack(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`
  await mkdir(join(draft, 'lib'), { recursive: true })
  const program = join(draft, 'chromium')
  await decompress('chromium.br', program)
  await chmod(program, 0o755)
  // By way of a file: tar may close its end of a pipe before the padding of the archive is through, which is no fault.
  const archive = join(draft, 'libraries.tar')
  await decompress('al2023.tar.br', archive)
  await promisify(execFile)('tar', ['-x', '-f', archive, '-C', draft])
  await rm(archive)
  await rename(draft, folder).catch(async () => {
    if (!existsSync(folder)) throw new Error(`The browser of the tests cannot be unpacked to ${folder}`)
    await rm(draft, { recursive: true })
  })
}

function decompress(name: string, path: string): Promise<void> {
  return pipeline(createReadStream(join(PACKAGE, 'bin', name)), createBrotliDecompress(), createWriteStream(path))
}
