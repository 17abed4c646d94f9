import type { Registration, SwitchDirectory } from './switch-directory.ts'

const SERVER = 'fake-switch.example'
const MINUTE_MS = 60_000
const USER_AGENTS = ['Invented Desk Phone 2', 'Invented Softphone 7', 'Invented PBX 1']

/**
 * Stands in until a switch is connected: nothing is asked, and the same number always gets the same answer. Of ten lines
 * seven are registered, two are not and one is peered.
 */
export function fakeSwitchDirectory(): SwitchDirectory {
  return {
    registrationOf: (numbers, now) =>
      Promise.resolve(new Map(numbers.map((number) => [number, registrationFor(number, now)]))),
  }
}

function registrationFor(number: string, now: Date): Registration {
  const chance = Number(BigInt(number) % 9973n)
  if (chance % 10 === 9) return { server: SERVER, status: 'peered', contactAddress: `198.51.100.${chance % 254}` }
  if (chance % 10 >= 7) return { server: SERVER, status: 'not-registered' }
  return {
    server: SERVER,
    status: 'registered',
    contactAddress: `203.0.113.${chance % 254}`,
    userAgent: USER_AGENTS[chance % USER_AGENTS.length] ?? '',
    // Phones register anew every hour, each at its own minute.
    expiresAt: new Date(
      (Math.floor(now.getTime() / (60 * MINUTE_MS)) + 1) * 60 * MINUTE_MS + (chance % 60) * MINUTE_MS,
    ),
  }
}
