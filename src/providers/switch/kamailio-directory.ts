import type { Registration, SwitchDirectory } from './switch-directory.ts'

/** What Kamailio wrote into its table `location` about a number's line, if anything. */
export interface LineLocation {
  readonly number: string
  readonly contact: string | null
  readonly received: string | null
  readonly userAgent: string | null
  readonly expiresAt: Date | null
}

/**
 * Registrations as the switch of deploy/kamailio writes them down.
 *
 * @param host the name lines register at.
 * @param readLocations numbers that have a line there; others are left out.
 */
export function kamailioDirectory(
  host: string,
  readLocations: (numbers: readonly string[], now: Date) => Promise<readonly LineLocation[]>,
): SwitchDirectory {
  return {
    registrationOf: async (numbers, now) => {
      const locations = numbers.length === 0 ? [] : await readLocations(numbers, now)
      return new Map(locations.map((location) => [location.number, registrationFrom(host, location)]))
    },
  }
}

function registrationFrom(server: string, { contact, received, userAgent, expiresAt }: LineLocation): Registration {
  if (contact === null || expiresAt === null) return { server, status: 'not-registered' }
  const contactAddress = hostOf(received === null || received === '' ? contact : received)
  return {
    server,
    status: 'registered',
    expiresAt,
    ...(contactAddress !== undefined && { contactAddress }),
    ...(userAgent !== null && userAgent !== '' && { userAgent }),
  }
}

/** `sip:61370101234@203.0.113.9:5060;transport=udp` → `203.0.113.9` */
function hostOf(uri: string): string | undefined {
  return /^sips?:(?:[^@]*@)?(\[[0-9a-f:.]+\]|[^:;?>]+)/i.exec(uri)?.[1]
}
