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
      { DATABASE_URL: 'here', TOLLGATE_DB_PORT: '0' },
      'DATABASE_URL: Write it as postgres://user:password@host:5432/database.\nTOLLGATE_DB_PORT: "0" is not a port: write a number from 1 to 65535, or leave it unset.',
    ],
  ])('%j', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message)
  })
})
