const QUOTE = 34
const CARRIAGE_RETURN = 13

/** Where each field of the line last split begins and ends in the text. */
export interface SplitLine {
  count: number
  readonly from: Int32Array
  readonly to: Int32Array
}

/** More columns than any switch writes; a line with more is not a call record. */
const MAX_FIELDS = 256

export function createSplitLine(): SplitLine {
  return { count: 0, from: new Int32Array(MAX_FIELDS), to: new Int32Array(MAX_FIELDS) }
}

/**
 * Splits one line into fields. A field in quotes is given without them; a doubled quote inside it stays doubled, as
 * the fields a call is made of have none. Returns false when the quotes do not close or the fields are too many.
 */
export function splitLine(
  text: Uint8Array,
  lineFrom: number,
  lineTo: number,
  delimiter: number,
  split: SplitLine,
): boolean {
  const to = lineTo > lineFrom && text[lineTo - 1] === CARRIAGE_RETURN ? lineTo - 1 : lineTo
  const { from: starts, to: ends } = split
  let count = 0
  let at = lineFrom
  for (;;) {
    if (count === MAX_FIELDS) return false
    if (at < to && text[at] === QUOTE) {
      let close = at + 1
      for (;;) {
        while (close < to && text[close] !== QUOTE) close++
        if (close >= to) return false
        if (text[close + 1] !== QUOTE || close + 1 >= to) break
        close += 2
      }
      starts[count] = at + 1
      ends[count] = close
      count++
      at = close + 1
      if (at < to && text[at] !== delimiter) return false
    } else {
      starts[count] = at
      while (at < to && text[at] !== delimiter) at++
      ends[count] = at
      count++
    }
    if (at >= to) break
    at++
  }
  split.count = count
  return true
}
