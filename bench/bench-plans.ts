/** Plans of invented prices for the benches, in the form `tollgate rate --plan` reads. */

const FLAGFALL = '0.05'

export const BENCH_BUNDLE = {
  name: 'Bench bundle',
  type: 'bundle',
  increment: { first: 30, next: 30 },
  international: 'deck',
  rates: {
    Local: { untimed: { price: '0.10', maxSeconds: 5400, overagePerMinute: '0.02' } },
    National: { perMinute: '0.08', flagfall: FLAGFALL },
    Mobile: { perMinute: '0.12', flagfall: FLAGFALL },
    '6113': { perCall: '0.30' },
    TollFree: { perCall: '0' },
    Directory: { perCall: '1.10' },
    Onnet: { perMinute: '0' },
    Inbound: { perMinute: '0' },
    'Inbound 6113': { perMinute: '0.05', fromMobile: { perMinute: '0.09' } },
  },
  allowances: [
    { name: 'Included minutes', serviceTypes: ['Local', 'National', 'Mobile'], unit: 'seconds', quantity: 30_000 },
  ],
}

export const BENCH_PAYG = {
  ...BENCH_BUNDLE,
  name: 'Bench pay-as-you-go',
  type: 'payg',
  allowances: [],
  bands: [{ name: 'night', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '19:00', to: '24:00', factor: '0.8' }],
}

export const BENCH_WHOLESALE = {
  name: 'Bench wholesale',
  type: 'payg',
  increment: { first: 1, next: 1 },
  deckCovers: ['International'],
  rates: Object.fromEntries(
    ['Local', 'National', 'Mobile', '6113', 'TollFree', 'Directory', 'Onnet', 'Inbound', 'Inbound 6113'].map((type) => [
      type,
      { perMinute: '0.012' },
    ]),
  ),
}
