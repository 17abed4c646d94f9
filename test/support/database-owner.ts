// A process of its own that uses the embedded server of a folder: `node database-owner.ts '<options as JSON>'`.
// Says the server's address, or what is wrong, in one line; ends its use and itself when its input ends.
import { once } from 'node:events'
import { describeProblem, ProblemError } from '#domain/problem.ts'
import { useEmbeddedServer } from '#storage/embedded/embedded-server.ts'

const options = JSON.parse(process.argv[2] ?? '') as {
  dataDirectory: string
  systemFolder?: string
  packageFolder?: string
}
try {
  const server = await useEmbeddedServer({ size: 'test', log: () => {}, ...options })
  process.stdout.write(`${server.url}\n`)
  process.stdin.resume()
  await once(process.stdin, 'end')
  await server.release()
} catch (error) {
  if (!(error instanceof ProblemError)) throw error
  process.stdout.write(`${error.problems.map(describeProblem).join(' ')}\n`)
}
