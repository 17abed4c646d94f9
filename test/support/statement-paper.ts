import type { DocumentServiceLine, StatementDocument } from '#domain/billing/statement-document.ts'

/** An invoice of invented people, with so many lines of services. */
export function sampleInvoice(lines = 6): StatementDocument {
  return {
    format: 1,
    kind: 'invoice',
    title: 'Tax Invoice/Statement',
    number: '100234',
    issuedOn: '2026-11-20',
    currency: 'AUD',
    isFinal: false,
    period: { from: '2026-10-20', to: '2026-11-19' },
    supplier: {
      name: 'Wattle Voice',
      legalName: 'Wattle Voice Pty Ltd',
      abn: '51824753556',
      address: '1 Example Street\nSydney NSW 2000',
      email: 'help@wattle.example',
      phone: '1300 975 701',
      url: 'https://wattle.example',
      termsUrl: 'https://wattle.example/terms',
      bank: { bankName: 'Example Bank', accountName: 'Wattle Voice', bsb: '062000', accountNumber: '12345678' },
      complaints: 'Not put right? The Telecommunications Industry Ombudsman is free and independent: tio.com.au.',
      footer: 'Thank you for calling with Wattle.',
    },
    buyer: {
      accountNumber: '1001',
      name: 'Akazienblüte Šárka Żółć Dental',
      legalName: 'Acacia Dental Pty Ltd',
      tradingName: '',
      abn: '53004085616',
      address: ['Level 3', '20 Sample Road', 'Newtown NSW 2042'],
    },
    overview: {
      openingBalance: '-1128.70',
      payments: '1128.70',
      adjustments: '0.00',
      newCharges: '1411.52',
      closingBalance: '-1411.52',
      amountOwed: '1411.52',
    },
    terms: { days: 14, dueOn: '2026-12-04', amountDue: '1411.52' },
    plans: [{ name: 'Business Bundle 20', type: 'bundle', from: '2026-10-20', to: '2026-11-19' }],
    usage: {
      summary: [
        { direction: 'outbound', calls: 1234, durationSeconds: 86_400, amount: '312.40' },
        { direction: 'inbound', calls: 88, durationSeconds: 5400, amount: '0.00' },
      ],
      lines: [
        usageLine('outbound', 'Mobile', 'Mobile', '212.40'),
        usageLine('outbound', 'International', 'International, made from 20 September to 19 October 2026', '100.00'),
        usageLine('inbound', 'Inbound', 'Inbound', '0.00'),
      ],
    },
    services: {
      summary: [{ serviceType: 'CallingPlan', items: lines, amount: '970.80' }],
      lines: Array.from({ length: lines }, (_, index) => serviceLine(index)),
    },
    allowances: [
      { name: 'Minutes', unit: 'seconds', included: '120000', used: '86400', remaining: '33600' },
      { name: '13 calls', unit: 'calls', included: '30', used: '12', remaining: '18' },
      { name: 'Abroad', unit: 'money', included: '20.00', used: '3.50', remaining: '16.50' },
    ],
    payments: [
      { receivedOn: '2026-11-02', method: 'bank-transfer', reference: '1001', receipt: '5012', amount: '1128.70' },
    ],
    adjustments: [],
    comparison: [
      { number: '100120', from: '2026-09-20', to: '2026-10-19', total: '1128.70' },
      { number: '100011', from: '2026-08-20', to: '2026-09-19', total: '987.65' },
    ],
    gst: {
      isRegistered: true,
      rate: '10',
      rounding: 'document',
      subtotal: '1283.20',
      amount: '128.32',
      total: '1411.52',
    },
    refersTo: null,
  }
}

function usageLine(
  direction: 'outbound' | 'inbound',
  serviceType: 'Mobile' | 'International' | 'Inbound',
  description: string,
  amount: string,
) {
  return { direction, serviceType, description, calls: 617, durationSeconds: 43_205, amount, late: null }
}

function serviceLine(index: number): DocumentServiceLine {
  const number = `02 7010 ${String(1000 + index)}`
  return {
    serviceType: index === 0 ? 'CallingPlan' : 'Number',
    description: index % 50 === 49 ? `${number}: ${'a description that goes on and on, '.repeat(6)}` : `Line ${number}`,
    quantity: 1,
    unitPrice: index === 0 ? '800.00' : '7.15',
    amount: index === 0 ? '800.00' : `${String(7 + index)}.15`,
    from: '2026-11-20',
    to: '2026-12-19',
    chargedOn: '2026-11-20',
    taxable: true,
  }
}
