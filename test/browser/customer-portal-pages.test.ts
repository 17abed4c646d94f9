import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOwnHost, faultsOfOwnPages, type OwnHost } from '../support/own-host.ts'
import { there } from '../support/there.ts'

let host: OwnHost
beforeAll(async () => {
  host = await createOwnHost()
})
afterAll(() => host.close())

test('pages about the account fit, can be used by everybody, and name nobody but the brand', async () => {
  const { id } = await host.row<{ id: string }>('SELECT id FROM statements WHERE account_id = $1 LIMIT 1', [
    host.accountId,
  ])
  const [number = ''] = there(host.telco.accounts[2]).numbers
  const paths = [
    '/',
    '/plan',
    '/calls',
    '/numbers',
    `/numbers/${number}`,
    '/bills',
    `/bills/${id}`,
    '/payments',
    '/pay',
  ]
  expect(await faultsOfOwnPages(host, paths)).toEqual([])
})
