import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { databaseProblem, explainingDatabaseProblems } from './database-problem.ts'

const URL = 'postgres://me:secret@db.example:5432/telco'

function serverError(code: string, message: string): Error {
  return Object.assign(new DatabaseError(message, message.length, 'error'), { code })
}

test.each<[Error, string | undefined]>([
  [
    new AggregateError([Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })]),
    'No PostgreSQL server answers at db.example:5432: start it, or correct DATABASE_URL, or unset DATABASE_URL to use the built-in one.',
  ],
  [
    new Error('Connection terminated due to connection timeout'),
    'No PostgreSQL server answers at db.example:5432: start it, or correct DATABASE_URL, or unset DATABASE_URL to use the built-in one.',
  ],
  [
    serverError('42501', 'permission denied for schema public'),
    'User "me" may not do this in database "telco" at db.example:5432 (permission denied for schema public): make the user the owner of the database.',
  ],
  [
    serverError('53100', 'could not extend file "base/1/2": No space left on device'),
    'The disk of the database at db.example:5432 is full: free some space and run the same command again; nothing half-done was kept.',
  ],
  [
    serverError('53300', 'sorry, too many clients already'),
    'PostgreSQL at db.example:5432 has no connection left: end what is not needed or raise its max_connections.',
  ],
  [
    serverError('57P03', 'the database system is starting up'),
    'PostgreSQL at db.example:5432 is starting or stopping (the database system is starting up): run the same command again in a moment.',
  ],
  [serverError('23505', 'duplicate key'), undefined],
  [new TypeError('a fault of ours'), undefined],
])('%s', (error, message) => {
  expect(databaseProblem(error, URL)?.message).toBe(message)
})

test('what is not known goes through as it is', async () => {
  const fault = new TypeError('a fault of ours')

  await expect(explainingDatabaseProblems(URL, () => Promise.reject(fault))).rejects.toBe(fault)
})
