import type { Answer } from '../../../shared/api/wire-types.ts'

export type ChargeDetails = Answer<'readGatewayCharge'>
