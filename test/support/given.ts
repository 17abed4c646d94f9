/** For `test.runIf`: whether this machine can run the tests; says once why not, so that none is left out in silence. */
export function given(isGiven: boolean, otherwise: string): boolean {
  if (!isGiven) process.stderr.write(`left out: ${otherwise}\n`)
  return isGiven
}
