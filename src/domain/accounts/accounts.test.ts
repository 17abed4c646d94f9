import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { accountNumberOf, FIRST_ACCOUNT, hasCheckDigit } from './account-number.ts'
import { businessNumberFault } from './business-number.ts'
import { cancellationConsequences, forfeitedCredit } from './cancellation.ts'
import { addressFault } from './postal-address.ts'

describe('business numbers', () => {
  test.each([
    ['ABN', '51824753556', 'nothing'],
    ['ABN', '83914571673', 'nothing'],
    ['ABN', '51824753565', 'before 824753565 the first two digits would be 53, not 51'],
    ['ABN', '51824735556', 'This ABN fails its check'],
    ['ABN', '5182475355', 'An ABN has 11 digits, and this has 10.'],
    ['ABN', '01824753556', 'does not begin with 0'],
    ['ABN', '51-82475355', 'digits only'],
    ['ACN', '004085616', 'nothing'],
    ['ACN', '000000019', 'nothing'],
    ['ACN', '004085617', 'after 00408561 the last digit would be 6, not 7'],
    ['ACN', '000250000', 'nothing'],
    ['ARBN', '004085610', 'This ARBN fails its check'],
    ['ARBN', '', 'has 0'],
  ] as const)('%s %s: %s', (kind, digits, fault) => {
    expect(businessNumberFault(kind, digits) ?? 'nothing').toContain(fault)
  })

  test('of every ABN any one wrong digit is found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = Array.from('51824753556', Number)
        const wrong = digits.with(place, ((digits[place] ?? 0) + by) % 10).join('')
        expect(businessNumberFault('ABN', wrong)).toBeDefined()
      }),
    )
  })
})

describe('account numbers', () => {
  test('are digits and one to check them by', () => {
    expect(accountNumberOf(FIRST_ACCOUNT)).toBe('1000002')
    // The example of Damm's own thesis.
    expect(accountNumberOf(572)).toBe('5724')
  })

  const aNumber = fc.integer({ min: FIRST_ACCOUNT, max: 9_999_999 }).map(accountNumberOf)

  test('one wrong digit is always found', () => {
    fc.assert(
      fc.property(aNumber, fc.nat(6), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const digits = Array.from(number, Number)
        expect(hasCheckDigit(number)).toBe(true)
        expect(hasCheckDigit(digits.with(place, ((digits[place] ?? 0) + by) % 10).join(''))).toBe(false)
      }),
    )
  })

  test('two neighbours swapped are always found', () => {
    fc.assert(
      fc.property(aNumber, fc.nat(5), (number, place) => {
        const [one = '', other = ''] = number.slice(place, place + 2)
        fc.pre(one !== other)
        expect(hasCheckDigit(`${number.slice(0, place)}${other}${one}${number.slice(place + 2)}`)).toBe(false)
      }),
    )
  })
})

describe('addresses', () => {
  test.each([
    ['NSW', '2000', 'nothing'],
    ['NSW', '1585', 'nothing'],
    ['ACT', '2600', 'nothing'],
    ['NSW', '2620', 'nothing'],
    ['ACT', '2620', 'nothing'],
    ['NT', '0872', 'nothing'],
    ['SA', '0872', 'nothing'],
    ['QLD', '9726', 'nothing'],
    ['NSW', '3644', 'nothing'],
    ['VIC', '2000', 'The postcode 2000 is in NSW, not VIC'],
    ['NSW', '2600', 'is in ACT, not NSW'],
    ['QLD', '0300', 'is not in use'],
    ['QLD', '400', 'has 4 digits'],
    ['Queensland', '4000', 'Choose the state'],
    ['', '', 'Choose the state'],
  ])('%s %s: %s', (state, postcode, fault) => {
    const address = { lines: ['1 Example Street'], suburb: 'Example', state, postcode, country: 'AU' }
    expect(addressFault(address)?.message ?? 'nothing').toContain(fault)
  })

  test('abroad is not judged', () => {
    expect(
      addressFault({ lines: ['1 Example Lane'], suburb: 'Wellington', state: '', postcode: '6011', country: 'NZ' }),
    ).toBeUndefined()
  })
})

describe('what a cancellation takes', () => {
  const holdings = {
    status: 'active',
    paymentMode: 'prepaid',
    balanceMicros: micros(12_340_000n),
    planName: 'Bundle',
    numberCount: 1,
    openOrderCount: 0,
    userCount: 2,
  } as const

  test.each([
    ['prepaid', 12_340_000n, 12_340_000n],
    ['prepaid', -5n, 0n],
    ['postpaid', 12_340_000n, 0n],
  ] as const)('%s with %s loses %s', (paymentMode, balance, lost) => {
    expect(forfeitedCredit({ paymentMode, balanceMicros: micros(balance) })).toBe(lost)
  })

  test('is said in sentences, and nothing that is not so', () => {
    const said = cancellationConsequences(holdings).join(' ')
    expect(said).toContain('1 number will stop working')
    expect(said).toContain('The credit of $12.34 is forfeited')
    expect(said).toContain('2 users will have no more access')
    expect(said).not.toContain('order')
    expect(said).not.toContain('owed')
    const owing = { ...holdings, paymentMode: 'postpaid', balanceMicros: micros(-7_000_000n) } as const
    expect(cancellationConsequences(owing).join(' ')).toContain('$7.00 is still owed')
  })
})
