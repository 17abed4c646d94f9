import { expect, test } from 'vitest'
import { createRemembered } from './remembered.ts'

const NOW_MS = 1_800_000_000_000

/** What is looked up says so, the clock and the looker in the test's hand. */
function given() {
  const at = { ms: NOW_MS, says: 'one' as string | undefined | Error, looked: 0 }
  const remembered = createRemembered<string>(
    () => new Date(at.ms),
    (error) => error instanceof RangeError,
  )
  const load = (): Promise<string | undefined> => {
    at.looked++
    return at.says instanceof Error ? Promise.reject(at.says) : Promise.resolve(at.says)
  }
  return { at, get: async () => remembered.get('key', load) }
}

test('two seconds it is not looked up again, and after five not believed', async () => {
  const { at, get } = given()
  expect(await get()).toBe('one')
  at.says = undefined
  at.ms = NOW_MS + 1_999
  expect([await get(), at.looked]).toEqual(['one', 1])
  at.ms = NOW_MS + 5_000
  expect([await get(), at.looked]).toEqual([undefined, 2])
  expect([await get(), at.looked]).toEqual([undefined, 3])
})

test('between the two it is looked up beside the answer', async () => {
  const { at, get } = given()
  await get()
  at.says = 'two'
  at.ms = NOW_MS + 4_999
  expect([await get(), at.looked]).toEqual(['one', 2])
  expect([await get(), at.looked]).toEqual(['two', 2])
})

test('where nobody can be asked it stays as it was; a refusal is an answer', async () => {
  const { at, get } = given()
  await get()
  at.ms = NOW_MS + 60_000
  at.says = new Error('nobody there')
  expect(await get()).toBe('one')
  const other = given()
  await other.get()
  other.at.ms = NOW_MS + 60_000
  other.at.says = new RangeError('no such source')
  await expect(other.get()).rejects.toThrow('no such source')
})
