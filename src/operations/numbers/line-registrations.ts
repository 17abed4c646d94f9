import type { Registration, SwitchDirectory } from '#providers/switch/switch-directory.ts'

export type { SwitchDirectory }

/** Adds to each line what the switch says about its registration; null where the switch does not know it. */
export async function withRegistrations<Line extends { readonly number: string }>(
  lines: readonly Line[],
  now: Date,
  directory: SwitchDirectory,
): Promise<readonly (Line & { readonly registration: Registration | null })[]> {
  const registrations = await directory.registrationOf(
    lines.map(({ number }) => number),
    now,
  )
  return lines.map((line) => ({ ...line, registration: registrations.get(line.number) ?? null }))
}
