import { problem, type Problem } from '#domain/problem.ts'

/** The letters of a telephone's keys: 2 ABC, 3 DEF … 9 WXYZ. */
const KEYS = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'] as const

/**
 * What people write to find a number, as a LIKE pattern over digits: `*` stands for any digits, `?` for one; letters are
 * those of the telephone's keys (`1300 FLOWER`). Without `*` the digits may stand anywhere. It is held against the number
 * as it is dialled and as E.164: `0370*`, `6137*`, `*1234`, `1300 97*`.
 */
export function likePattern(written: string): string | Problem {
  const bare = written.toUpperCase().replaceAll(/[\s()+.-]/g, '')
  if (!/^[0-9A-Z*?]{1,30}$/.test(bare) || !/[0-9A-Z]/.test(bare)) {
    return problem(
      'invalid_value',
      'Write digits or letters, * for any digits and ? for one: 0370*, *1234, 1300 FLOWER.',
      { field: 'pattern' },
    )
  }
  const digits = bare.replaceAll(/[A-Z]/g, digitOf).replaceAll(/\*+/g, '%').replaceAll('?', '_')
  return bare.includes('*') ? digits : `%${digits}%`
}

function digitOf(letter: string): string {
  return String(KEYS.findIndex((key) => key.includes(letter)) + 2)
}
