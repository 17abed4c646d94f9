/** What a call may go on for, and what that comes to. */
export interface Affordable {
  /** Whole seconds since the answer; 0: not even the first block. */
  readonly seconds: number
  /** What they come to at the most, micro-dollars. */
  readonly micros: number
}

/**
 * The longest a call may go on so that it does not come to more than there is. A price never falls as a call goes on, so
 * halving finds the second after which it is too dear: a block that is paid for is used to its end.
 *
 * @param priceOf what a call of so many whole seconds comes to, micro-dollars.
 * @param availableMicros Infinity: no limit. Below zero is nothing: what costs nothing goes on whatever is owed.
 * @param mostSeconds no longer than this, whatever there is.
 */
export function affordable(
  priceOf: (seconds: number) => number,
  availableMicros: number,
  mostSeconds: number,
): Affordable {
  const available = Math.max(0, availableMicros)
  const whole = priceOf(mostSeconds)
  if (whole <= available) return { seconds: mostSeconds, micros: whole }
  let paid = 0
  let tooMany = mostSeconds
  while (tooMany - paid > 1) {
    const middle = Math.floor((paid + tooMany) / 2)
    if (priceOf(middle) <= available) paid = middle
    else tooMany = middle
  }
  return { seconds: paid, micros: paid === 0 ? 0 : priceOf(paid) }
}
