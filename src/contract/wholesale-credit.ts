import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, id, instant, money, positiveMoney, words } from './wire.ts'

const credit = z
  .object({
    isOn: z.boolean().meta({ description: 'false: the reseller settles with the operator afterwards' }),
    paid: money.meta({ description: 'In all, ex GST, as all of these' }),
    used: money.meta({ description: 'What its calls cost, at its wholesale prices' }),
    reserved: money.meta({ description: 'Held for calls in progress' }),
    limit: money.meta({ description: 'How far it may go below zero' }),
    available: money,
    currency,
    version: z.number().int(),
  })
  .meta({ id: 'WholesaleCredit' })

const offline = z
  .object({
    mode: z.enum(['closed', 'open']).meta({
      description: 'closed: calls for help only. open: calls within Australia too, of accounts that are known',
    }),
    maxSeconds: z.number().int().min(1).max(7200),
    callsAtOnce: z.number().int().min(1).max(100).meta({ description: 'Of one account' }),
    accountLimit: positiveMoney.meta({ description: 'Inc. GST, of one account while the database is away' }),
    currency,
    version: z.number().int(),
  })
  .meta({ id: 'OfflineCalls' })

const params = z.object({ resellerId: id })
const { maxSeconds, callsAtOnce, accountLimit, mode } = offline.shape

export const wholesaleCreditEndpoints = {
  readOwnCredit: endpoint({
    id: 'wholesale-credit.read',
    method: 'GET',
    path: '/wholesale-credit',
    summary: "The reseller's own credit with the operator",
    access: 'wholesale-credit.read',
    response: credit,
  }),
  readResellerCredit: endpoint({
    id: 'resellers.credit',
    method: 'GET',
    path: '/resellers/{resellerId}/credit',
    summary: 'The credit of a reseller with the operator',
    access: 'resellers.read',
    params,
    response: credit,
    etag: true,
  }),
  changeResellerCredit: endpoint({
    id: 'resellers.change-credit',
    method: 'PUT',
    path: '/resellers/{resellerId}/credit',
    summary: 'Whether a reseller pays ahead, and how far it may go below zero',
    description: 'Where it pays ahead, each call of its customers holds what it costs of this credit too.',
    access: 'resellers.write',
    params,
    body: z.object({ isOn: z.boolean(), limit: positiveMoney }).strict(),
    response: credit,
    etag: true,
  }),
  recordResellerPayment: endpoint({
    id: 'resellers.record-payment',
    method: 'POST',
    path: '/resellers/{resellerId}/credit/payments',
    summary: 'A reseller paid the operator',
    description: 'Once by its reference: the same again changes nothing. Less than zero takes back.',
    access: 'resellers.write',
    params,
    body: z
      .object({
        amount: money.refine((amount) => amount !== 0n, 'Write an amount that is not zero.'),
        reference: words(80),
        paidAt: instant.optional(),
      })
      .strict(),
    response: credit,
    etag: true,
  }),
  readOfflineCalls: endpoint({
    id: 'resellers.offline-calls',
    method: 'GET',
    path: '/resellers/{resellerId}/offline-calls',
    summary: 'What is let through for a reseller while the database is away',
    access: 'resellers.read',
    params,
    response: offline,
    etag: true,
  }),
  changeOfflineCalls: endpoint({
    id: 'resellers.change-offline-calls',
    method: 'PUT',
    path: '/resellers/{resellerId}/offline-calls',
    summary: 'Change what is let through for a reseller while the database is away',
    description: 'Calls for help always are; calls abroad, premium and directory calls never.',
    access: 'resellers.write',
    params,
    body: z.object({ mode, maxSeconds, callsAtOnce, accountLimit }).strict(),
    response: offline,
    etag: true,
  }),
} satisfies Record<string, Endpoint>
