import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'

/** What is let through while the database is away, as a reseller's operator said. */
export interface OfflinePolicy {
  /** closed: calls for help only. open: calls within the country too, up to these limits. */
  readonly mode: 'closed' | 'open'
  readonly maxSeconds: number
  /** Of one account. */
  readonly callsAtOnce: number
  /** With GST, of one account for as long as the database is away. */
  readonly accountMicros: number
}

/** Until somebody says otherwise: nothing is given away. */
export const CLOSED: OfflinePolicy = { mode: 'closed', maxSeconds: 600, callsAtOnce: 2, accountMicros: 5_000_000 }

const DOMESTIC: ReadonlySet<number> = new Set([
  SERVICE_TYPE_CODES.Local,
  SERVICE_TYPE_CODES.National,
  SERVICE_TYPE_CODES.Mobile,
  SERVICE_TYPE_CODES['6113'],
  SERVICE_TYPE_CODES.TollFree,
  SERVICE_TYPE_CODES.Onnet,
  SERVICE_TYPE_CODES.Inbound,
  SERVICE_TYPE_CODES['Inbound 6113'],
  SERVICE_TYPE_CODES['Inbound 611800'],
])

/** What an account has been let through with since the database went away. */
export interface OfflineUse {
  readonly callsNow: number
  readonly micros: number
}

/** How long a call may go on that nobody can be asked about; 0: it is refused. */
export function offlineSeconds(
  policy: OfflinePolicy,
  serviceType: number,
  use: OfflineUse,
  wanted: number,
  affordable: (mostSeconds: number, mostMicros: number) => number,
): number {
  if (policy.mode === 'closed' || !DOMESTIC.has(serviceType) || use.callsNow >= policy.callsAtOnce) return 0
  return affordable(Math.min(wanted, policy.maxSeconds), policy.accountMicros - use.micros)
}
