/** Where a call lies: what finds it again without an index of its own. */
export interface CallReference {
  readonly accountId: number
  readonly startedAtMs: number
  /** Signed, as it is stored. */
  readonly callKey: bigint
}

const FORM = /^([1-9]\d{0,9})-([0-9a-z]{1,9})-([0-9a-f]{16})$/

/** The id of a call outside: opaque there, here its place. */
export function writeCallReference({ accountId, startedAtMs, callKey }: CallReference): string {
  return `${accountId}-${startedAtMs.toString(36)}-${BigInt.asUintN(64, callKey).toString(16).padStart(16, '0')}`
}

/** Reads what {@link writeCallReference} wrote; undefined for anything else. */
export function readCallReference(text: string): CallReference | undefined {
  const [, account, start, key] = FORM.exec(text) ?? []
  if (account === undefined || start === undefined || key === undefined) return undefined
  const accountId = Number(account)
  if (accountId > 2_147_483_647) return undefined
  return { accountId, startedAtMs: Number.parseInt(start, 36), callKey: BigInt.asIntN(64, BigInt(`0x${key}`)) }
}
