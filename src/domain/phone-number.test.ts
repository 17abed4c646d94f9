import * as fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import {
  formatNumber,
  isEmergency,
  NO_NUMBER,
  type NumberCode,
  type NumberFormat,
  readNumber,
  readNumberBytes,
  UNREADABLE_NUMBER,
  writeNumber,
} from './phone-number.ts'

const SYDNEY_AREA = 2
const PERTH_AREA = 8

const DIGITS = '0123456789'.split('')

type Case = [text: string, format: NumberFormat, code: NumberCode]

function checkReadsAs(cases: Case[]) {
  test.each(cases)('%j in %s reads as %s', (text, format, code) => {
    expect(readNumber(text, format, SYDNEY_AREA)).toBe(code)
    expect(readBytes(text, format, SYDNEY_AREA)).toBe(code)
  })
}

function readBytes(text: string, format: NumberFormat, areaCode: number): NumberCode {
  const bytes = Uint8Array.from(`,${text},`, (character) => character.charCodeAt(0))
  return readNumberBytes(bytes, 1, bytes.length - 1, format, areaCode)
}

describe('an emergency number is one however it is written', () => {
  const written = ['000', '+61000', '61000', '1831000', '1832000', '1411000', '18311411000', '14111831000', '611831000']
  checkReadsAs(
    written.flatMap((text): Case[] => [
      [text, 'e164', -1000],
      [text, 'national', -1000],
    ]),
  )
  checkReadsAs([
    ['112', 'e164', -1112],
    ['61112', 'national', -1112],
    ['1832112', 'e164', -1112],
    ['106', 'national', -1106],
    ['+61106', 'e164', -1106],
    ['0 0 0', 'national', -1000],
    ['sip:000@pbx.example', 'e164', -1000],
    ['tel:000;phone-context=+61', 'national', -1000],
    ['urn:service:sos', 'e164', -1000],
    ['urn:service:sos.police', 'national', -1000],
    ['0001', 'national', UNREADABLE_NUMBER],
    ['1000', 'e164', UNREADABLE_NUMBER],
  ])

  test('and no other number is', () => {
    const codes = [-1000, -1112, -1106, -11223, 0, -1, 61000, 61270101234]
    expect(codes.map(isEmergency)).toEqual([true, true, true, false, false, false, false, false])
  })
})

describe('caller-display and override codes are no part of a number', () => {
  checkReadsAs([
    ['1831 02 7010 5678', 'e164', 61270105678],
    ['18310270105678', 'national', 61270105678],
    ['183261270105678', 'e164', 61270105678],
    ['18311300975707', 'e164', 611300975707],
    ['1831131234', 'e164', 61131234],
    ['1831447911123456', 'e164', 447911123456],
    ['18321223', 'national', -11223],
    ['183170105678', 'national', 61270105678],
    ['14110270105678', 'national', 61270105678],
    ['1488131234', 'national', 61131234],
    ['1831141104 9157 0156', 'national', 61491570156],
    ['183100114479 1112 3456', 'national', 447911123456],
    ['1831', 'national', UNREADABLE_NUMBER],
    ['1410 0270105678', 'national', UNREADABLE_NUMBER],
    // In E.164 an override code cannot be told from the beginning of a North American number.
    ['14110270105678', 'e164', UNREADABLE_NUMBER],
  ])
})

describe('eleven digits of North America are not Australian codes, in E.164', () => {
  checkReadsAs([
    ['18314155555', 'e164', 18314155555],
    ['14412925555', 'e164', 14412925555],
    ['14142225555', 'e164', 14142225555],
    ['13456231234', 'e164', 13456231234],
    ['18005551234', 'e164', 18005551234],
    ['12125551234', 'e164', 12125551234],
    ['12125551234', 'national', -112125551234],
    ['+1 (212) 555-1234', 'national', 12125551234],
    ['+1 212 555 123', 'e164', UNREADABLE_NUMBER],
    ['1212555123', 'e164', -11212555123],
    ['121255512345', 'e164', UNREADABLE_NUMBER],
    ['11125551234', 'e164', UNREADABLE_NUMBER],
  ])
})

describe('61131234 is 13 1234 in E.164 and a local number where it is dialled', () => {
  checkReadsAs([
    ['61131234', 'e164', 61131234],
    ['61131234', 'national', 61261131234],
    ['+61131234', 'national', 61131234],
    ['131234', 'national', 61131234],
    ['131234', 'e164', 61131234],
  ])
})

describe('eight digits are local dialling in the area of the service', () => {
  checkReadsAs([
    ['70105678', 'national', 61270105678],
    ['7010 5678', 'national', 61270105678],
    ['61112223', 'national', 61261112223],
    ['91234567', 'e164', 91234567],
  ])
  test.each<[text: string, areaCode: number, code: NumberCode]>([
    ['70105678', PERTH_AREA, 61870105678],
    ['70105678', 0, UNREADABLE_NUMBER],
    ['70105678', 4, UNREADABLE_NUMBER],
    ['12345678', PERTH_AREA, -112345678],
  ])('%s in area %s is %s', (text, areaCode, code) => {
    expect(readNumber(text, 'national', areaCode)).toBe(code)
    expect(readBytes(text, 'national', areaCode)).toBe(code)
  })
})

describe('Australian numbers', () => {
  checkReadsAs([
    ['61270101234', 'e164', 61270101234],
    ['61270101234', 'national', 61270101234],
    ['+61 2 7010 1234', 'national', 61270101234],
    ['+61 (0)2 7010 1234', 'e164', 61270101234],
    ['(02) 7010 1234', 'national', 61270101234],
    ['0270101234', 'e164', 61270101234],
    ['0491-570-156', 'e164', 61491570156],
    ['0491.570.156', 'national', 61491570156],
    ['611300975707', 'e164', 611300975707],
    ['611300975707', 'national', 611300975707],
    ['1300975707', 'e164', 611300975707],
    ['1300 975 707', 'national', 611300975707],
    ['1800975707', 'e164', 611800975707],
    ['611800975707', 'national', 611800975707],
    ['1802123', 'national', 611802123],
    ['611802123', 'e164', 611802123],
    ['13451234', 'national', 6113451234],
    ['13451234', 'e164', 6113451234],
    ['6113451234', 'e164', 6113451234],
    ['1902555123', 'national', 611902555123],
    ['1902555123', 'e164', 611902555123],
    ['19912345', 'national', 6119912345],
    ['0145123456', 'national', 61145123456],
    ['0147123456', 'e164', 61147123456],
    ['0198308888', 'national', 61198308888],
    ['61198308888', 'e164', 61198308888],
    ['016123456', 'national', 6116123456],
    ['0550123456', 'national', UNREADABLE_NUMBER],
    ['61550123456', 'e164', UNREADABLE_NUMBER],
    ['130123', 'national', UNREADABLE_NUMBER],
    ['134512', 'national', UNREADABLE_NUMBER],
    ['61134499', 'e164', 61134499],
    ['61134500', 'e164', UNREADABLE_NUMBER],
    ['61134599', 'e164', UNREADABLE_NUMBER],
    ['61134600', 'e164', 61134600],
    ['61130123', 'e164', UNREADABLE_NUMBER],
    ['1301975707', 'e164', UNREADABLE_NUMBER],
    ['6129123456', 'e164', UNREADABLE_NUMBER],
    ['612701012348', 'e164', UNREADABLE_NUMBER],
    ['029123456', 'national', UNREADABLE_NUMBER],
    ['+0270101234', 'e164', UNREADABLE_NUMBER],
  ])
})

describe('short codes', () => {
  const codes = ['1223', '1225', '1234', '12455', '12456', '1194', '1196', '1100', '1555', '1258885']
  checkReadsAs(
    codes.flatMap((text): Case[] => [
      [text, 'e164', -Number(`1${text}`)],
      [text, 'national', -Number(`1${text}`)],
    ]),
  )
  checkReadsAs([
    ['611223', 'e164', -11223],
    ['+6112455', 'national', -112455],
    ['6112345678', 'e164', UNREADABLE_NUMBER],
    ['1195', 'national', UNREADABLE_NUMBER],
  ])
})

describe('numbers of other countries', () => {
  checkReadsAs([
    ['447911123456', 'e164', 447911123456],
    ['+447911123456', 'national', 447911123456],
    ['0011 44 7911 123456', 'national', 447911123456],
    ['0011447911123456', 'e164', 447911123456],
    ['0014447911123456', 'national', 447911123456],
    ['0015447911123456', 'national', 447911123456],
    ['0016447911123456', 'national', 447911123456],
    ['0018447911123456', 'e164', 447911123456],
    ['0019447911123456', 'national', 447911123456],
    ['001112125551234', 'national', 12125551234],
    ['0011 61 2 7010 1234', 'national', 61270101234],
    ['00447911123456', 'e164', 447911123456],
    ['0014155551234', 'e164', 14155551234],
    ['0014 642 1123456', 'national', 6421123456],
    ['0012125551234', 'e164', 12125551234],
    ['2902345', 'e164', 2902345],
    ['881612345678', 'e164', 881612345678],
    ['67231234', 'e164', 67231234],
    ['447911123456', 'national', UNREADABLE_NUMBER],
    ['1234567890123456', 'e164', UNREADABLE_NUMBER],
    ['2345678901234567', 'e164', UNREADABLE_NUMBER],
    ['234567890123456', 'e164', 234567890123456],
    ['123456', 'e164', -1123456],
    ['290234', 'e164', UNREADABLE_NUMBER],
    ['0011', 'national', UNREADABLE_NUMBER],
  ])
})

describe('addresses and words of switches', () => {
  checkReadsAs([
    ['sip:+61270101234;npdi@carrier.example;user=phone', 'national', 61270101234],
    ['sips:0270101234@10.0.0.1:5060', 'e164', 61270101234],
    ['tel:+61-2-7010-1234;ext=1', 'e164', 61270101234],
    ['SIP:%2B447911123456@carrier.example', 'national', 447911123456],
    ['61270101234@carrier.example', 'e164', 61270101234],
    ['', 'e164', NO_NUMBER],
    ['  ', 'national', NO_NUMBER],
    ['-', 'national', NO_NUMBER],
    ['anonymous', 'e164', NO_NUMBER],
    ['Anonymous', 'national', NO_NUMBER],
    ['sip:anonymous@anonymous.invalid', 'e164', NO_NUMBER],
    ['unknown', 'e164', NO_NUMBER],
    ['Restricted', 'e164', NO_NUMBER],
    ['private', 'e164', NO_NUMBER],
    ['unavailable', 'e164', NO_NUMBER],
    ['withheld', 'e164', NO_NUMBER],
    ['sip:alice@pbx.example', 'e164', UNREADABLE_NUMBER],
    ['203.12.160.35', 'e164', UNREADABLE_NUMBER],
    ['s', 'e164', UNREADABLE_NUMBER],
    ['*97', 'e164', UNREADABLE_NUMBER],
    ['+', 'e164', UNREADABLE_NUMBER],
    ['++61270101234', 'e164', UNREADABLE_NUMBER],
    ['61270101234#', 'e164', UNREADABLE_NUMBER],
    ['6129123456é', 'e164', UNREADABLE_NUMBER],
    ['101', 'e164', UNREADABLE_NUMBER],
  ])
})

describe('the bytes of a file', () => {
  const beginnings = ['', '+', '+61', '61', '611300', '611800', '6113', '1300', '1800', '13', '0', '00', '0011', '0014']
  const codes = ['1831', '1832', '1411', '1414', '000', '112', '4', '2', '1', '44', '1345', '134', '19']
  const piece = fc.constantFrom(...beginnings, ...codes)
  const digits = fc.array(fc.constantFrom(...DIGITS), { maxLength: 12 }).map((all) => all.join(''))
  const text = fc.oneof(
    fc.tuple(piece, piece, digits).map((parts) => parts.join('')),
    fc.tuple(piece, digits, fc.constantFrom('', ' ', '-', '@', ';'), digits).map((parts) => parts.join('')),
    fc.string({ maxLength: 20 }).filter((all) => /^[\0-\u00ff]*$/.test(all)),
  )
  const format = fc.constantFrom<NumberFormat>('e164', 'national')

  test('read the same as a string does', () => {
    fc.assert(
      fc.property(text, format, fc.constantFrom(0, 2, 3, 4, 7, 8), (written, sense, areaCode) => {
        expect(readBytes(written, sense, areaCode)).toBe(readNumber(written, sense, areaCode))
      }),
      { numRuns: 20_000 },
    )
  })

  test('hold what was written to them and nothing beside it', () => {
    const code = fc.oneof(
      fc.nat({ max: 999_999_999_999_999 }),
      fc.constantFrom(99_999_999, 100_000_000, 61_291_234_567, 999_999_999_999_999, 1_000_000, -1000, -11223, -1, 0),
      digits.map((all) => -Number(`1${all}`)),
    )
    fc.assert(
      fc.property(code, fc.nat({ max: 3 }), (number, offset) => {
        const bytes = new Uint8Array(24)
        const end = writeNumber(number, bytes, offset)
        expect(String.fromCharCode(...bytes.subarray(offset, end))).toBe(formatNumber(number))
        expect(bytes.every((byte, at) => byte === 0 || (at >= offset && at < end))).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('are read again as the number that was written', () => {
    fc.assert(
      fc.property(text, format, (written, sense) => {
        const code = readNumber(written, sense, SYDNEY_AREA)
        fc.pre(code !== UNREADABLE_NUMBER)
        expect(readNumber(formatNumber(code), 'e164')).toBe(code)
      }),
      // Once read as a number of Houston and as a network's code, and stored as what could not be read so again.
      {
        examples: [
          ['001418320000000', 'e164'],
          ['12000000000', 'national'],
        ],
      },
    )
  })
})

test('numbers that libphonenumber calls valid are read alike in E.164 and as dialled', () => {
  const significant = fc.oneof(
    fc.tuple(fc.constantFrom('2', '3', '4', '7', '8'), fc.nat(99_999_999)).map(([area, rest]) => area + pad(rest, 8)),
    fc.tuple(fc.constantFrom('1300', '1800'), fc.nat(999_999)).map(([prefix, rest]) => prefix + pad(rest, 6)),
    // 1345 begins numbers of eight digits; libphonenumber also takes six.
    fc
      .integer({ min: 131_000, max: 139_999 })
      .map(String)
      .filter((all) => !all.startsWith('1345')),
  )
  fc.assert(
    fc.property(significant, (digits) => {
      const number = parsePhoneNumberFromString(`+61${digits}`)
      fc.pre(number !== undefined && number.isValid())
      const code = Number(`61${digits}`)
      expect(readNumber(number.number, 'national')).toBe(code)
      expect(readNumber(number.number.slice(1), 'e164')).toBe(code)
      expect(readNumber(number.formatNational(), 'national')).toBe(code)
      expect(readNumber(number.formatInternational(), 'e164')).toBe(code)
    }),
    { numRuns: 2_000 },
  )
})

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
