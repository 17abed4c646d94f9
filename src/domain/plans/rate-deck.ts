/**
 * One price of a rate deck: what calls to numbers that begin with `prefix` cost while the row is valid. Amounts are
 * micro-dollars ex GST as safe integers, because a deck has many rows and is read in the hot path.
 */
export interface DeckRow {
  /** E.164 digits without `+`, 1 to 15 of them. */
  readonly prefix: string
  readonly destination: string
  /** `undefined`: the destination is not offered; a call to it is suspended, never free. */
  readonly perMinuteMicros: number | undefined
  readonly flagfallMicros: number
  /** Seconds; 0: the plan's. */
  readonly firstIncrement: number
  /** Seconds; 0: the plan's. */
  readonly nextIncrement: number
  readonly minimumChargeMicros: number
  /** Epoch milliseconds, inclusive; `-Infinity`: always was. */
  readonly validFromMs: number
  /** Epoch milliseconds, exclusive; `Infinity`: no end. */
  readonly validToMs: number
}
