/** A value that has to be there for the test to make sense. */
export function there<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw new RangeError('the test expects something to be here')
  return value
}
