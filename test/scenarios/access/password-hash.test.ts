import type * as Crypto from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { checkPassword, hashPassword } from '#operations/access/password-hash.ts'

/** The work done, in order: each derivation with what it costs, each comparison in constant time. */
const work = vi.hoisted((): string[] => [])
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof Crypto>()
  const argon2: typeof crypto.argon2 = (algorithm, parameters, done) => {
    work.push(`${algorithm} of ${parameters.memory} KiB, ${parameters.passes} times`)
    crypto.argon2(algorithm, parameters, done)
  }
  const timingSafeEqual: typeof crypto.timingSafeEqual = (a, b) => {
    work.push('compared')
    return crypto.timingSafeEqual(a, b)
  }
  return { ...crypto, argon2, timingSafeEqual }
})
afterEach(() => {
  work.length = 0
})

const COST = { passwordMemoryKib: 64, passwordPasses: 2 }
const SAME_WORK = ['argon2id of 64 KiB, 2 times', 'compared']

test('a hash says how it was made, and knows its password in every spelling of it', async () => {
  const hash = await hashPassword('Straße am See 17', COST)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(await hashPassword('Straße am See 17', COST)).not.toBe(hash)
  expect(await checkPassword('Straße am See 17', hash, COST)).toEqual({ isRight: true, isWeaker: false })
  expect(await checkPassword('Strasse am See 17', hash, COST)).toEqual({ isRight: false, isWeaker: false })
  const accented = await hashPassword('caf\u00E9 au lait bitte', COST)
  expect(await checkPassword('cafe\u0301 au lait bitte', accented, COST)).toMatchObject({ isRight: true })
})

test.each([
  ['m=32,t=2', true],
  ['m=64,t=1', true],
  ['m=64,t=2', false],
  ['m=128,t=3', false],
])('a hash made with %s is weaker than asked for now: %s', async (made, isWeaker) => {
  const [memory = 0, passes = 0] = made.split(',').map((part) => Number(part.slice(2)))
  const hash = await hashPassword('tram lagoon', { passwordMemoryKib: memory, passwordPasses: passes })
  expect(await checkPassword('tram lagoon', hash, COST)).toEqual({ isRight: true, isWeaker })
})

test.each([
  ['a hash', await hashPassword('tram lagoon', COST)],
  ['no hash', null],
  ['nobody', undefined],
  ['something that is none', 'tram lagoon'],
])('the same work is done for %s', async (_, stored) => {
  work.length = 0
  expect(await checkPassword('another', stored, COST)).toMatchObject({ isRight: false })
  expect(work).toEqual(SAME_WORK)
})
