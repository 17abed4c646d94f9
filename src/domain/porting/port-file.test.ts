import { expect, test } from 'vitest'
import type { Actor } from '#domain/access/actor.ts'
import { isProblem } from '#domain/problem.ts'
import {
  attemptOfFile,
  mayAddFile,
  portFileType,
  refuseBilledOn,
  refuseFileSize,
  refuseRemoval,
  safeFileName,
} from './port-file.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test.each([
  ['%PDF-1.7 rest', 'application/pdf'],
  ['\u00ff\u00d8\u00ff\u00e1Exif', 'image/jpeg'],
  ['\u0089PNG\r\n\u001a\nIHDR', 'image/png'],
])('%j is known by its first bytes, whatever its name', (content, type) => {
  expect(portFileType(bytes(content), 'anything.exe')).toBe(type)
})

test.each([
  ['', 'bill.pdf is empty'],
  [' %PDF-1.7', 'whatever its name says'],
  ['<html>%PDF-', 'whatever its name says'],
  ['\u00ff\u00d8', 'whatever its name says'],
  ['PK\u0003\u0004word/document.xml', 'Print or export it as PDF'],
  ['\u00d0\u00cf\u0011\u00e0', 'Print or export it as PDF'],
  ['\u0000\u0000\u0000\u0018ftypheic', 'Take the photo as JPEG'],
  ['\u0000\u0000\u0000\u0018ftypmp42', 'whatever its name says'],
])('%j is refused with what to do', (content, message) => {
  const refusal = portFileType(bytes(content), 'bill.pdf')
  expect(isProblem(refusal) && [refusal.code, refusal.field, refusal.message]).toEqual([
    'invalid_value',
    '(file)',
    expect.stringContaining(message),
  ])
})

test.each([
  ['bill.pdf', 'bill.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Users\\Mia\\Rechnung März.PDF', 'Rechnung Marz.pdf'],
  ['photo.jpeg', 'photo.pdf'],
  ['"; filename="evil.html', 'filename-evil.html.pdf'],
  ['...hidden', 'hidden.pdf'],
  ['賬單.pdf', 'file.pdf'],
  ['a\r\nset-cookie: x', 'a-set-cookie- x.pdf'],
  ['', 'file.pdf'],
])('%j is kept as %s', (name, safe) => {
  expect(safeFileName(name, 'application/pdf')).toBe(safe)
  expect(safeFileName('x'.repeat(300), 'image/png')).toHaveLength(104)
})

test('sizes: the last byte that is allowed, and the first that is not', () => {
  const none = { count: 0, bytes: 0 }
  expect(refuseFileSize('a.pdf', 10_000_000, none)).toBeUndefined()
  expect(refuseFileSize('a.pdf', 10_000_001, none)).toMatchObject({ code: 'too_large' })
  expect(refuseFileSize('a.pdf', 1, { count: 19, bytes: 0 })).toBeUndefined()
  expect(refuseFileSize('a.pdf', 1, { count: 20, bytes: 0 })).toMatchObject({ code: 'too_large' })
  expect(refuseFileSize('a.pdf', 10_000_000, { count: 5, bytes: 40_000_000 })).toBeUndefined()
  expect(refuseFileSize('a.pdf', 10_000_000, { count: 5, bytes: 40_000_001 })).toMatchObject({
    message: expect.stringMatching(/^a\.pdf has 10 MB, and of the 50 MB .* 10 MB are left/) as string,
  })
})

test('the date of a bill is none to come, and no other paper has one', () => {
  expect(refuseBilledOn('bill', '2026-09-07', '2026-09-07')).toBeUndefined()
  expect(refuseBilledOn('bill', '2026-09-08', '2026-09-07')).toMatchObject({ field: 'billedOn' })
  expect(refuseBilledOn('other', '2026-09-01', '2026-09-07')).toMatchObject({ field: 'billedOn' })
  expect(refuseBilledOn('other', null, '2026-09-07')).toBeUndefined()
})

const STAFF: Actor = { kind: 'user', id: 1, name: 'Sam', role: 'support', resellerId: 1 }
const CUSTOMER: Actor = { ...STAFF, role: 'customer-admin', accountId: 7 }

test('a customer adds what is its own while the port goes on; staff anything at any time', () => {
  expect(mayAddFile(CUSTOMER, 'with-losing-carrier', 'bill')).toBe(true)
  expect(mayAddFile(CUSTOMER, 'withdrawn', 'bill')).toBe(false)
  expect(mayAddFile(CUSTOMER, 'draft', 'carrier')).toBe(false)
  expect(mayAddFile(STAFF, 'closed', 'carrier')).toBe(true)
})

test.each([
  ['draft', 0, 1, undefined],
  ['submitted', 1, 1, 'illegal_transition'],
  ['rejected', 1, 1, 'illegal_transition'],
  ['rejected', 1, 2, undefined],
  ['submitted', 2, 1, 'illegal_transition'],
  ['withdrawn', 0, 1, 'illegal_transition'],
] as const)('in state %s after attempt %i a file of attempt %i: %s', (state, attempt, ofFile, code) => {
  const file = { name: 'bill.pdf', attempt: ofFile, byCustomer: true }
  expect(refuseRemoval(CUSTOMER, { state, attempt }, file)?.code).toBe(code)
  expect(refuseRemoval(STAFF, { state, attempt }, { ...file, byCustomer: false })?.code).toBe(code)
})

test('a file is for the attempt that comes, and after its submission for that', () => {
  const kinds = [
    { state: 'draft', attempt: 0 },
    { state: 'lodged', attempt: 1 },
    { state: 'rejected', attempt: 1 },
    { state: 'withdrawn', attempt: 0 },
  ] as const
  expect(kinds.map(attemptOfFile)).toEqual([1, 1, 2, 1])
})
