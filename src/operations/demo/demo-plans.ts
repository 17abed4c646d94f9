import { micros } from '#domain/money.ts'
import type { CommercialTerms } from '#domain/plans/plan-offer.ts'

/** The demonstration reseller's plans, in the form `tollgate rate --plan` reads. Prices are invented, ex GST. */

const INBOUND = {
  Inbound: { perMinute: '0' },
  'Inbound 6113': { perMinute: '0.055', fromMobile: { perMinute: '0.099' } },
  'Inbound 611800': { perMinute: '0.075', fromMobile: { perMinute: '0.12' } },
}

const UNTIMED_LOCAL = { untimed: { price: '0.10', maxSeconds: 5400, overagePerMinute: '0.03' } }

const COMMON = {
  TollFree: { perCall: '0' },
  Onnet: { perMinute: '0' },
  Directory: { perCall: '1.80' },
  '6113': { perCall: '0.30' },
  ...INBOUND,
}

const BASE = {
  timeZone: 'Australia/Sydney',
  increment: { first: 30, next: 30 },
  international: 'deck',
}

export const DEMO_PLANS = [
  {
    ...BASE,
    name: 'Office Bundle 500',
    type: 'bundle',
    rates: {
      ...COMMON,
      Local: UNTIMED_LOCAL,
      National: { perMinute: '0.07', flagfall: '0.05' },
      Mobile: { perMinute: '0.14', flagfall: '0.05' },
    },
    allowances: [
      { name: '500 mobile minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 30_000 },
      { name: '100 local calls', serviceTypes: ['Local'], unit: 'calls', quantity: 100 },
    ],
  },
  {
    ...BASE,
    name: 'Business Bundle 2000',
    type: 'bundle',
    rates: {
      ...COMMON,
      Local: { untimed: { price: '0.08', maxSeconds: 5400, overagePerMinute: '0.03' } },
      National: { perMinute: '0.06', flagfall: '0.04' },
      Mobile: { perMinute: '0.11', flagfall: '0.04' },
    },
    allowances: [
      {
        name: '2,000 minutes in Australia',
        serviceTypes: ['Local', 'National', 'Mobile'],
        unit: 'seconds',
        quantity: 120_000,
      },
      { name: '$20 of calls abroad', serviceTypes: ['International'], unit: 'money', quantity: '20.00' },
    ],
  },
  {
    ...BASE,
    name: 'Pay As You Go',
    type: 'payg',
    minimumMonthlySpend: '10.00',
    rates: {
      ...COMMON,
      Local: UNTIMED_LOCAL,
      National: { untimed: { price: '0.15', maxSeconds: 5400, overagePerMinute: '0.05' } },
      Mobile: { perMinute: '0.18', flagfall: '0.05' },
    },
  },
  {
    ...BASE,
    name: 'Pay As You Go Evenings',
    type: 'payg',
    minimumMonthlySpend: '5.00',
    rates: {
      ...COMMON,
      Local: { perMinute: '0.04', minimumCharge: '0.05' },
      National: { perMinute: '0.07', minimumCharge: '0.05' },
      Mobile: { perMinute: '0.20', flagfall: '0.05' },
    },
    bandRule: 'split',
    bands: [
      { name: 'evening', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '19:00', to: '24:00', factor: '0.6' },
      { name: 'weekend', days: ['sat', 'sun'], from: '00:00', to: '24:00', factor: '0.5' },
    ],
  },
]

const cents = (amount: number): CommercialTerms['monthlyPriceMicros'] => micros(BigInt(amount) * 10_000n)

/** What each of {@link DEMO_PLANS} costs and includes beside its rates. */
export const DEMO_TERMS: readonly CommercialTerms[] = [
  { ...included(5, 4), monthlyPriceMicros: cents(4900), setupFeeMicros: cents(2500), channelPriceMicros: cents(800) },
  { ...included(20, 15), monthlyPriceMicros: cents(18_900), setupFeeMicros: cents(0), channelPriceMicros: cents(600) },
  { ...included(0, 2), monthlyPriceMicros: cents(0), setupFeeMicros: cents(0), channelPriceMicros: cents(900) },
  { ...included(0, 2), monthlyPriceMicros: cents(450), setupFeeMicros: cents(0), channelPriceMicros: cents(900) },
]

function included(
  includedNumbers: number,
  includedChannels: number,
): Pick<CommercialTerms, 'includedNumbers' | 'includedChannels'> {
  return { includedNumbers, includedChannels }
}

export const DEMO_WHOLESALE_PLAN = {
  ...BASE,
  name: 'Wholesale',
  type: 'payg',
  increment: { first: 1, next: 1 },
  rates: {
    Local: { perMinute: '0.0086' },
    National: { perMinute: '0.0086' },
    Mobile: { perMinute: '0.0119' },
    '6113': { perCall: '0.22' },
    TollFree: { perCall: '0' },
    Directory: { perCall: '1.10' },
    Onnet: { perMinute: '0' },
    Inbound: { perMinute: '0' },
    'Inbound 6113': { perMinute: '0.02', fromMobile: { perMinute: '0.05' } },
    'Inbound 611800': { perMinute: '0.03', fromMobile: { perMinute: '0.06' } },
  },
}

/** Destination, prefix, retail and wholesale dollars a minute; no price: not offered. */
export const DEMO_DESTINATIONS: readonly (readonly [string, string, string, string])[] = [
  ['United States and Canada', '1', '0.04', '0.012'],
  ['Egypt', '20', '0.32', '0.16'],
  ['South Africa', '27', '0.28', '0.12'],
  ['Greece', '30', '0.09', '0.04'],
  ['Netherlands', '31', '0.07', '0.03'],
  ['France', '33', '0.06', '0.02'],
  ['France - mobile', '336', '0.16', '0.07'],
  ['France - mobile, special', '3363998', '', ''],
  ['Spain', '34', '0.06', '0.02'],
  ['Ireland', '353', '0.07', '0.025'],
  ['Italy', '39', '0.07', '0.03'],
  ['Switzerland', '41', '0.08', '0.04'],
  ['United Kingdom', '44', '0.045', '0.011'],
  ['United Kingdom - mobile', '447', '0.12', '0.05'],
  ['Denmark', '45', '0.06', '0.03'],
  ['Sweden', '46', '0.06', '0.02'],
  ['Norway', '47', '0.06', '0.02'],
  ['Poland', '48', '0.09', '0.03'],
  ['Germany', '49', '0.055', '0.018'],
  ['Germany - mobile', '491', '0.13', '0.06'],
  ['Malaysia', '60', '0.08', '0.03'],
  ['Indonesia', '62', '0.14', '0.08'],
  ['Philippines', '63', '0.24', '0.15'],
  ['New Zealand', '64', '0.05', '0.015'],
  ['New Zealand - mobile', '642', '0.14', '0.06'],
  ['Singapore', '65', '0.05', '0.015'],
  ['Thailand', '66', '0.09', '0.04'],
  ['Fiji', '679', '0.48', '0.30'],
  ['Japan', '81', '0.09', '0.04'],
  ['Korea', '82', '0.07', '0.03'],
  ['Viet Nam', '84', '0.16', '0.09'],
  ['Hong Kong', '852', '0.06', '0.025'],
  ['China', '86', '0.05', '0.02'],
  ['India', '91', '0.06', '0.03'],
  ['Sri Lanka', '94', '0.30', '0.19'],
]
