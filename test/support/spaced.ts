/** A geographic number as people write it: `61370101234` is `03 7010 1234`. */
export function spaced(number: string): string {
  return number.replace(/^61(\d)(\d{4})(\d{4})$/, '0$1 $2 $3')
}
