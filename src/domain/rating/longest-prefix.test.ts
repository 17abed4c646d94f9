import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildPrefixTrie, longestPrefix } from './longest-prefix.ts'
import type { PrefixTrie } from './longest-prefix.ts'

function find(trie: PrefixTrie, digits: string): number {
  const bytes = new TextEncoder().encode(`9${digits}9`)
  return longestPrefix(trie, bytes, 1, bytes.length - 1)
}

describe('longest prefix', () => {
  const PREFIXES = ['61', '614', '6', '1', '1684', '44', '447', '4479111']
  const trie = buildPrefixTrie(PREFIXES)

  test.each([
    ['61491570156', '614'],
    ['61270101234', '61'],
    ['6', '6'],
    ['62', '6'],
    ['16845551234', '1684'],
    ['1685', '1'],
    ['4479112', '447'],
    ['447911123456', '4479111'],
    ['447911', '447'],
    ['4', ''],
    ['33123456789', ''],
    ['', ''],
  ])('of %s is %s', (digits, prefix) => {
    expect(PREFIXES[find(trie, digits)] ?? '').toBe(prefix)
  })

  test('is what a walk over all prefixes finds, whatever they are', () => {
    const digits = fc.stringMatching(/^[0-2]{1,6}$/)
    fc.assert(
      fc.property(fc.array(digits, { maxLength: 40 }), fc.array(digits, { minLength: 1 }), (prefixes, numbers) => {
        const random = buildPrefixTrie(prefixes)
        for (const number of numbers) {
          const longest = prefixes.filter((prefix) => number.startsWith(prefix)).toSorted(byLength)[0]
          expect(find(random, number)).toBe(longest === undefined ? -1 : prefixes.lastIndexOf(longest))
        }
      }),
    )
  })

  test('links each prefix to its elders of the same digits and to the next shorter one', () => {
    const prefixes = ['6', '614', '614', '61', '614']
    const { sameDigits, shorter } = buildPrefixTrie(prefixes)
    expect([...sameDigits]).toEqual([-1, -1, 1, -1, 2])
    expect([...shorter]).toEqual([-1, 3, 3, 0, 3])
  })

  test('inserts in the order asked for', () => {
    expect(find(buildPrefixTrie(['61', '61', '61'], [2, 0, 1]), '614')).toBe(1)
  })

  test('grows with a hundred thousand prefixes', () => {
    const prefixes = Array.from({ length: 100_000 }, (_, index) => String(1_000_000 + index * 7))
    const large = buildPrefixTrie(prefixes)
    expect(prefixes.every((prefix, index) => find(large, `${prefix}55`) === index)).toBe(true)
  })
})

function byLength(one: string, other: string): number {
  return other.length - one.length
}
