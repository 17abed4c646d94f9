import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')

test('an empty environment gives the embedded database in the checkout', () => {
  expect(readConfig({ TOLLGATE_DATA: '', DATABASE_URL: ' ' })).toMatchObject({
    dataDirectory: `${CHECKOUT}/.tollgate`,
    databaseUrl: undefined,
    databasePort: undefined,
  })
})

test('what is set is taken, a relative folder from where one stands, and cannot be changed', () => {
  const config = readConfig({
    TOLLGATE_DATA: 'data',
    DATABASE_URL: 'postgresql://me@db.example/telco',
    TOLLGATE_DB_PORT: '5433',
  })

  expect(config).toMatchObject({
    dataDirectory: resolve('data'),
    databaseUrl: 'postgresql://me@db.example/telco',
    databasePort: 5433,
  })
  expect(Object.isFrozen(config)).toBe(true)
})

test('the address people find it at is the one told, else the port on this machine', () => {
  expect(readConfig({ TOLLGATE_PORT: '4100' }).publicUrl).toBe('http://localhost:4100')
  expect(readConfig({ TOLLGATE_URL: 'https://phones.example.com/' }).publicUrl).toBe('https://phones.example.com')
  expect(() => readConfig({ TOLLGATE_URL: 'https://phones.example.com/portal' })).toThrow('TOLLGATE_URL: ')
  expect(() => readConfig({ TOLLGATE_REQUESTS_PER_MINUTE: '0' })).toThrow('TOLLGATE_REQUESTS_PER_MINUTE: ')
})

test('mail has a server and a sender, or is not sent', () => {
  expect(readConfig({ TOLLGATE_MAIL_FROM: 'bills@telco.example' }).mail).toBeUndefined()
  const configured = { TOLLGATE_SMTP_URL: 'smtps://mail.example', TOLLGATE_MAIL_FROM: 'bills@telco.example' }
  expect(readConfig(configured).mail).toEqual({ smtpUrl: 'smtps://mail.example', from: 'bills@telco.example' })
})

describe('what is wrong is said by the name of the variable', () => {
  test.each([
    [
      { TOLLGATE_DB_PORT: '70000' },
      'TOLLGATE_DB_PORT: "70000" is not a port: write a number from 1 to 65535, or leave it unset.',
    ],
    [
      { TOLLGATE_DB_PORT: '5e3' },
      'TOLLGATE_DB_PORT: "5e3" is not a port: write a number from 1 to 65535, or leave it unset.',
    ],
    [
      { DATABASE_URL: 'mysql://root:secret@here/db' },
      'DATABASE_URL: Write it as postgres://user:password@host:5432/database.',
    ],
    [
      { DATABASE_URL: 'postgres://me:sec/ret@here:port/db' },
      'DATABASE_URL: Write it as postgres://user:password@host:5432/database.',
    ],
    [
      { TOLLGATE_SMTP_URL: 'http://me:secret@mail.example' },
      'TOLLGATE_SMTP_URL: Write it as smtp://user:password@host:587, or smtps://… for TLS from the start.',
    ],
    [
      { TOLLGATE_SMTP_URL: 'smtp://me:secret@mail.example' },
      'TOLLGATE_MAIL_FROM: Say who sends the mail of resellers without a sender of their own, like no-reply@example.com.',
    ],
    [
      { TOLLGATE_MAIL_FROM: 'Me <me@mail.example>' },
      'TOLLGATE_MAIL_FROM: "Me <me@mail.example>" is not an e-mail address: write it like no-reply@example.com.',
    ],
    [
      { DATABASE_URL: 'here', TOLLGATE_DB_PORT: '0' },
      'DATABASE_URL: Write it as postgres://user:password@host:5432/database.\nTOLLGATE_DB_PORT: "0" is not a port: write a number from 1 to 65535, or leave it unset.',
    ],
  ])('%j', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message)
  })
})
