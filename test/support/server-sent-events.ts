/** One event of a stream; of a comment the name is empty. */
export interface ServerSentEvent {
  readonly name: string
  readonly data: unknown
}

/** Reads the events of an answer one after the other; undefined after the last. */
export function readEvents(answer: Response): { next(): Promise<ServerSentEvent | undefined> } {
  const chunks = answer.body?.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
  let text = ''
  return {
    next: async () => {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const block = text.slice(0, end)
          text = text.slice(end + 2)
          return parse(block)
        }
        const chunk = await chunks?.next()
        if (chunk === undefined || chunk.done === true) return undefined
        text += chunk.value
      }
    },
  }
}

function parse(block: string): ServerSentEvent {
  const field = (name: string): string | undefined =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  const data = field('data')
  return { name: field('event') ?? '', data: data === undefined ? undefined : JSON.parse(data) }
}
