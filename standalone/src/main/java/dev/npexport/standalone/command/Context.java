package dev.npexport.standalone.command;

import dev.npexport.standalone.Shutdown;
import dev.npexport.standalone.Terminal;
import dev.npexport.standalone.progress.PlainProgress;
import dev.npexport.standalone.progress.ProgressView;
import dev.npexport.standalone.progress.TerminalProgress;
import java.io.PrintStream;
import java.time.Clock;

/**
 * What a command works with.
 *
 * @param out for the result alone
 * @param err for everything that a person reads on the way
 */
public record Context(PrintStream out, PrintStream err, Terminal terminal, Shutdown shutdown) {

  ProgressView progress() {
    return terminal.interactive()
        ? new TerminalProgress(err, terminal.columns())
        : new PlainProgress(err, Clock.systemUTC());
  }
}
