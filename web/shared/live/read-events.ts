import { ApiProblem, readProblem } from '../api/api-problem.ts'
import { chosenReseller } from '../api/chosen-reseller.ts'

/** Something a server told: a name, and what it says. */
export interface ServerEvent {
  readonly name: string
  readonly data: unknown
}

/** Longer than a server that is there says nothing. */
const SILENCE_MS = 40_000

/**
 * Listens to an address that tells server-sent events, until it ends. Not by the browser's own EventSource: that cannot say
 * which reseller an operator acts in.
 *
 * @throws ApiProblem what the server refuses, and status 0 where it cannot be reached or falls silent.
 */
export async function readEvents(
  address: string,
  { signal, hear }: { readonly signal: AbortSignal; readonly hear: (event: ServerEvent) => void },
): Promise<void> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), SILENCE_MS)
  try {
    const headers = new Headers({ accept: 'text/event-stream' })
    const reseller = chosenReseller()
    if (reseller !== null) headers.set('tollgate-reseller', reseller)
    const response = await fetch(address, {
      headers,
      credentials: 'same-origin',
      signal: AbortSignal.any([signal, silence.signal]),
    })
    if (!response.ok) throw await readProblem(response)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (;;) {
      const { done = true, value = '' } = (await reader?.read()) ?? {}
      if (done) return
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), SILENCE_MS)
      const blocks = `${text}${value}`.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) tell(block, hear)
    }
  } catch (error) {
    if (signal.aborted || error instanceof ApiProblem) throw error
    throw ApiProblem.unreachable()
  } finally {
    clearTimeout(timer)
  }
}

function tell(block: string, hear: (event: ServerEvent) => void): void {
  const [, name] = /^event: (.+)$/m.exec(block) ?? []
  const [, data] = /^data: (.+)$/m.exec(block) ?? []
  if (name !== undefined && data !== undefined) hear({ name, data: JSON.parse(data) as unknown })
}
