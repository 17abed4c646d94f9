import * as fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { type NumberCode, readNumber } from '#domain/phone-number.ts'
import { classifyInbound, classifyOutbound, geographicFamily, originIsMobile, regionOf } from './classify-call.ts'
import { GEOGRAPHIC_AREAS } from './geographic-areas.ts'
import { serviceTypeName } from './service-type.ts'

const SYDNEY = 61270105678
const MOBILE = 61491570156

describe('a call out from Sydney', () => {
  test.each<[b: string, serviceType: string]>([
    ['000', 'Emergency'],
    ['+61000', 'Emergency'],
    ['1831112', 'Emergency'],
    ['61106', 'Emergency'],
    ['61280001111', 'Local'],
    ['61299999999', 'Local'],
    ['61233001111', 'National'],
    ['61355501111', 'National'],
    ['61262001111', 'National'],
    ['61820001111', 'National'],
    ['61491570156', 'Mobile'],
    ['61131234', '6113'],
    ['6113451234', '6113'],
    ['611300975707', '6113'],
    ['611800975707', 'TollFree'],
    ['611802123', 'TollFree'],
    ['1902555123', 'Premium'],
    ['191234', 'Premium'],
    ['1912345', 'Premium'],
    ['19912345', 'Premium'],
    ['0145123456', 'Premium'],
    ['0147123456', 'Premium'],
    ['1223', 'Directory'],
    ['12455', 'Directory'],
    ['1194', 'Directory'],
    ['1100', 'Directory'],
    ['0198308888', ''],
    ['016123456', ''],
    ['0512345678', ''],
    ['anonymous', ''],
    ['garbage', ''],
    ['447911123456', 'International'],
    ['12125551234', 'International'],
    ['18765551234', 'International'],
    ['2902345', 'International'],
    ['870772001234', 'International'],
    ['881612345678', 'International'],
    ['882161234567', 'International'],
    ['883510012345', 'International'],
    ['979123456789', 'International'],
    ['67231234', 'International'],
    ['64211234567', 'International'],
    ['620212345678', 'International'],
  ])('to %s is %j', (b, serviceType) => {
    expect(serviceTypeName(classifyOutbound(SYDNEY, readNumber(b, 'e164'), false))).toBe(serviceType)
  })

  test.each<[b: string, serviceType: string]>([
    ['61491570156', 'Onnet'],
    ['611300975707', 'Onnet'],
    ['000', 'Emergency'],
    ['', ''],
  ])('to %j of our own is %j', (b, serviceType) => {
    expect(serviceTypeName(classifyOutbound(SYDNEY, readNumber(b, 'e164'), true))).toBe(serviceType)
  })
})

describe('a call to a geographic number', () => {
  test.each<[a: NumberCode, b: NumberCode, serviceType: string]>([
    [61250001111, 61260001111, 'Local'],
    [61745001111, 61775001111, 'Local'],
    [61852001111, 61892001111, 'Local'],
    [61233001111, 61243001111, 'National'],
    [61880001111, 61268001111, 'National'],
    [MOBILE, 61491570157, 'Mobile'],
    [MOBILE, SYDNEY, 'National'],
    [0, SYDNEY, 'National'],
    [-1, SYDNEY, 'National'],
    // Blocks not in use are not beside one another.
    [61210001111, 61210001112, 'National'],
    [447911123456, SYDNEY, 'National'],
  ])('from %s to %s is %s', (a, b, serviceType) => {
    expect(serviceTypeName(classifyOutbound(a, b, false))).toBe(serviceType)
  })
})

describe('a call in', () => {
  test.each<[b: NumberCode, serviceType: string]>([
    [61131234, 'Inbound 6113'],
    [6113451234, 'Inbound 6113'],
    [611300975707, 'Inbound 6113'],
    [611800975707, 'Inbound 611800'],
    [611802123, 'Inbound 611800'],
    [SYDNEY, 'Inbound'],
    [MOBILE, 'Inbound'],
  ])('to %s is %s', (b, serviceType) => {
    expect(serviceTypeName(classifyInbound(b))).toBe(serviceType)
  })

  test.each<[a: NumberCode, isMobile: boolean]>([
    [MOBILE, true],
    [61400000000, true],
    [SYDNEY, false],
    [447911123456, false],
    [61550123456, false],
    [0, false],
  ])('from %s comes from an Australian mobile: %s', (a, isMobile) => {
    expect(originIsMobile(a)).toBe(isMobile)
  })
})

describe('the region of a number', () => {
  test.each<[code: NumberCode, place: string]>([
    [SYDNEY, 'Sydney NSW Australia/Sydney'],
    [61355501111, 'Warrnambool and Portland VIC Australia/Melbourne'],
    [61880001111, 'Broken Hill NSW Australia/Broken_Hill'],
    [61889001111, 'Northern Territory NT Australia/Darwin'],
    [61756001111, 'Gold Coast and Tweed Heads QLD Australia/Brisbane'],
    [61363001111, 'Launceston TAS Australia/Hobart'],
    [61262001111, 'Canberra, Queanbeyan and Yass ACT Australia/Sydney'],
    [61899001111, 'Geraldton and Carnarvon WA Australia/Perth'],
    [61871001111, 'Adelaide SA Australia/Adelaide'],
    [MOBILE, 'none'],
    [61210001111, 'none'],
    [611300975707, 'none'],
    [6129123456, 'none'],
    [-1000, 'none'],
    [NaN, 'none'],
  ])('%s is %s', (code, place) => {
    const region = regionOf(code)
    expect(region === undefined ? 'none' : `${region.label} ${region.state} ${region.timeZone}`).toBe(place)
  })

  test('no block is in two families, and every area has its own name', () => {
    const blocks = GEOGRAPHIC_AREAS.flatMap((area) =>
      area.blocks.flatMap((block) =>
        block.length === 3 ? '0123456789'.split('').map((digit) => block + digit) : [block],
      ),
    )
    expect(new Set(blocks).size).toBe(blocks.length)
    expect(blocks.length).toBe(199)
    expect(new Set(GEOGRAPHIC_AREAS.map((area) => area.label)).size).toBe(GEOGRAPHIC_AREAS.length)
  })

  test('each area is found by its own blocks and by nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61_000_000_000, max: 61_999_999_999 }), (code) => {
        const dialled = `0${String(code).slice(2)}`
        const expected = GEOGRAPHIC_AREAS.findIndex((area) => area.blocks.some((block) => dialled.startsWith(block)))
        expect(geographicFamily(code)).toBe(expected)
      }),
      { numRuns: 1_000 },
    )
  })
})

test('libphonenumber puts valid numbers into the same classes', () => {
  const classes = new Map([
    ['MOBILE', ['Mobile']],
    ['FIXED_LINE', ['Local', 'National']],
    ['TOLL_FREE', ['TollFree']],
    ['PREMIUM_RATE', ['Premium']],
    ['SHARED_COST', ['6113']],
  ])
  const significant = fc.oneof(
    fc.integer({ min: 200_000_000, max: 899_999_999 }),
    fc.integer({ min: 1_300_000_000, max: 1_300_999_999 }),
    fc.integer({ min: 1_800_000_000, max: 1_800_999_999 }),
    fc.integer({ min: 1_900_000_000, max: 1_909_999_999 }),
    fc.integer({ min: 131_000, max: 139_999 }).filter((all) => Math.floor(all / 100) !== 1345),
  )
  fc.assert(
    fc.property(significant, (digits) => {
      const number = parsePhoneNumberFromString(`+61${digits}`)
      fc.pre(number !== undefined && number.isValid())
      const serviceType = serviceTypeName(classifyOutbound(SYDNEY, readNumber(number.number, 'e164'), false))
      expect(classes.get(number.getType() ?? '')).toContain(serviceType)
    }),
    { numRuns: 1_000 },
  )
})
