import { describe, expect, test } from 'vitest'
import { readCountryCode, readPrefixes } from './sheet-prefix.ts'

describe('prefixes of one cell', () => {
  test.each([
    ['61', '', ['61']],
    ['+61', '', ['61']],
    ['0061', '', ['61']],
    ['0011 61', '', ['61']],
    ['001161', '', ['61']],
    ['0012', '', ['12']],
    ['+61 4 01', '', ['61401']],
    ['353 86', '', ['35386']],
    ['^61.*', '', ['61']],
    ['614*', '', ['614']],
    ['61401;61402', '', ['61401', '61402']],
    ['61401, +61402 ', '', ['61401', '61402']],
    ['61401|61402/61403;', '', ['61401', '61402', '61403']],
    ['61401-61403', '', ['61401', '61402', '61403']],
    ['61401 – 61403', '', ['61401', '61402', '61403']],
    ['61401-61402;61409', '', ['61401', '61402', '61409']],
    ['999999999999998-999999999999999', '', ['999999999999998', '999999999999999']],
    ['401-403;405', '61', ['61401', '61402', '61403', '61405']],
    ['06', '39', ['3906']],
    ['', '61', ['61']],
    ['8 9', '61', ['6189']],
  ])('%j behind %j', (text, country, expected) => {
    expect(readPrefixes(text, country)).toEqual(expected)
  })

  test.each([
    ['', 'is empty'],
    ['0412', 'begins with 0'],
    ['00', 'not a prefix of digits'],
    ['+', 'not a prefix of digits'],
    ['^.*', 'not a prefix of digits'],
    ['000', 'begins with 0'],
    ['6140A', 'not a prefix of digits'],
    ['6.14E+10', 'a spreadsheet has shortened'],
    ['1234567890123456', 'more than the 15 digits'],
    // A list or a grouping: nobody can tell.
    ['61401 61402', 'not a prefix of digits'],
    ['614 615', 'not a prefix of digits'],
    // A range, or Ireland's 353 and its mobiles' 86 with a dash between.
    ['353-86', 'not a range'],
    ['61403-61401', 'not a range'],
    ['610000-629999', 'stands for 20000 prefixes'],
    ['-', 'not a prefix of digits'],
    [';', 'has no digits in it'],
  ])('%j is refused', (text, complaint) => {
    expect(readPrefixes(text)).toContain(complaint)
  })
})

test.each([
  ['61', '61'],
  ['+44', '44'],
  ['0044', '44'],
  ['1 264', '1264'],
  ['Australia', ' "Australia" is not a country code'],
  ['', ' "" is not a country code'],
])('country code %j', (text, expected) => {
  expect(readCountryCode(text)).toBe(expected)
})
