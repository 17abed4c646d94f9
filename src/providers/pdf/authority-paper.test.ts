import { expect, test } from 'vitest'
import { authorityLetter, consentTexts, type LetterSignature } from '#domain/porting/authority.ts'
import { readPdf } from '../../../test/support/pdf-text.ts'
import { makePdf } from './make-pdf.ts'

const LOOK = { colour: '#0b5d7a', logo: null }

function letterOf(signature: LetterSignature | null, count = 1) {
  return authorityLetter(
    {
      consents: 1,
      kind: 'complex',
      numbers: Array.from({ length: count }, (_, index) => String(61_370_105_000 + index)),
      losingCarrier: 'Example Telecom',
      losingAccountNumber: '200 145 889 3',
      holderName: 'Acacia Dental Pty Ltd',
      businessNumber: '51824753556',
      serviceAddress: {
        lines: ['Level 2', '12 Wattle Street'],
        suburb: 'Melbourne',
        state: 'VIC',
        postcode: '3000',
        country: 'AU',
      },
      authorisedPerson: {
        name: 'Mia Marlow',
        position: 'Director',
        phone: '61491570006',
        email: 'mia@acacia.example',
      },
    },
    {
      portId: 12,
      provider: { name: 'Wattle Voice', legalName: 'Wattle Pty Ltd', abn: '51824753556' },
      issuedOn: '2026-09-07',
      signature,
    },
  )
}

test('a letter says who moves what from whom, what is agreed to, and has room for a signature', async () => {
  const { text, title, pages } = await readPdf(
    await makePdf({ kind: 'authority', document: letterOf(null), look: LOOK }),
  )
  expect(title).toBe('Authority to move numbers Port 12')
  expect(pages).toHaveLength(1)
  const flat = text.replaceAll(/\s+/g, ' ')
  for (const words of [
    'To Example Telecom: please let the numbers below move to Wattle Pty Ltd (ABN 51 824 753 556).',
    '03 7010 5000',
    '200 145 889 3',
    'Level 2, 12 Wattle Street, Melbourne VIC 3000',
    'Director',
    '0491 570 006, mia@acacia.example',
    'Not signed.',
    ...consentTexts('Wattle Voice', 'Example Telecom'),
  ])
    expect(flat).toContain(words)
})

test('signed, it has the name, the time, where from, and the SHA-256 in full; a hundred numbers stand on it', async () => {
  const signature = {
    name: 'Mia J. Marlow',
    at: '7 September 2026 at 10:00 am AEST',
    ip: '203.0.113.7',
    agent: 'Phone of Mia',
    sha256: 'ab'.repeat(32),
  }
  const paper = { kind: 'authority', document: letterOf(signature, 100), look: LOOK } as const
  const pdf = await makePdf(paper)
  const { text } = await readPdf(pdf)
  const flat = text.replaceAll(/\s+/g, ' ')
  for (const words of [
    'Mia J. Marlow',
    '7 September 2026 at 10:00 am AEST',
    '203.0.113.7',
    'Phone of Mia',
    '03 7010 5099',
  ])
    expect(flat).toContain(words)
  expect(text.replaceAll(/\s+/g, '')).toContain(signature.sha256)
  expect(flat).not.toContain('Not signed')
  expect((await makePdf(paper)).equals(pdf)).toBe(true)
})
