/** Whether and where a line is registered, as its switch sees it. */
export interface Registration {
  /** The host name of the SIP registrar the line uses. */
  readonly server: string
  /** `peered`: reached at a fixed address, without registering. */
  readonly status: 'registered' | 'not-registered' | 'peered'
  /** Where it is registered from. */
  readonly contactAddress?: string
  readonly userAgent?: string
  readonly expiresAt?: Date
}

/** What a switch tells about the lines it serves. */
export interface SwitchDirectory {
  /** By E.164 number; one the switch does not know is left out. */
  registrationOf(numbers: readonly string[], now: Date): Promise<ReadonlyMap<string, Registration>>
}
