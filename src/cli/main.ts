import process from 'node:process'
import { Command, CommanderError } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { registerBill } from './bill.ts'
import { registerCalls } from './calls.ts'
import { registerDemo } from './demo.ts'
import { registerDecks } from './decks.ts'
import { describeFailure } from './failure.ts'
import { registerRate } from './rate.ts'
import { registerStart } from './start.ts'
import { registerSwitch } from './switch.ts'
import { registerVerify } from './verify.ts'

process.exitCode = await run(process.argv.slice(2))

/** Parses the command line, runs what it asks for and answers with the exit code. */
async function run(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const { lines, exitCode } = describeFailure(error, process.env['TOLLGATE_DEBUG'] === '1')
    for (const line of lines) console.error(line)
    return exitCode
  }
}

function createProgram(): Command {
  const program = new Command('tollgate')
    .description(packageJson.description)
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print what a command does and takes')
    .helpCommand('help [command]', 'print what a command does and takes')
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError('Run tollgate --help to see the commands.')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, 'tollgate:')) })
    .exitOverride()
  registerBill(program)
  registerCalls(program)
  registerDemo(program)
  registerDecks(program)
  registerRate(program)
  registerStart(program)
  registerSwitch(program)
  registerVerify(program)
  return program
}
