/** One fault of a request, with the field it is in as the request wrote it: `contacts.main.email`. */
export interface Fault {
  readonly field?: string
  readonly line?: number
  readonly message: string
}

interface Said {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly faults: readonly Fault[]
  /** Where trying again later helps: after so many seconds. */
  readonly retryAfterSeconds?: number | undefined
}

/** Why the server refused (RFC 9457), or that it could not be reached: status 0, code `unreachable`. */
export class ApiProblem extends Error {
  readonly status: number
  /** Stable: `account_not_active`. */
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly faults: readonly Fault[]
  readonly retryAfterSeconds: number | undefined

  constructor({ status, code, title, detail, faults, retryAfterSeconds }: Said) {
    super(detail)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.title = title
    this.detail = detail
    this.faults = faults
    this.retryAfterSeconds = retryAfterSeconds
  }

  static unreachable(): ApiProblem {
    return new ApiProblem({
      status: 0,
      code: 'unreachable',
      title: 'No connection',
      detail: 'The server cannot be reached. Check your connection and try again.',
      faults: [],
    })
  }
}

/** What failed in the browser itself, in words for the person. */
export class BrowserFailure extends Error {}

export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => ({}))
  const wait = Number(response.headers.get('retry-after') ?? '')
  const said = typeof body === 'object' && body !== null ? (body as Partial<Record<string, unknown>>) : {}
  return new ApiProblem({
    status: response.status,
    code: textOf(said['code'], 'unknown'),
    title: textOf(said['title'], 'Something went wrong'),
    detail: textOf(said['detail'], `The server answered with status ${response.status}.`),
    faults: Array.isArray(said['errors']) ? (said['errors'] as Fault[]) : [],
    retryAfterSeconds: wait > 0 ? wait : undefined,
  })
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

/** What to tell a person about any failure. */
export function detailOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.detail
  if (error instanceof BrowserFailure) return error.message
  return 'Something went wrong on this page. Reload it and try again.'
}
