package dev.npexport.standalone;

import dev.npexport.standalone.command.CommandLines;
import dev.npexport.standalone.command.Context;

/** Entry point of the {@code npexport} command. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Shutdown shutdown = Shutdown.install();
    Context context = new Context(System.out, System.err, Terminal.current(), shutdown);
    int code = CommandLines.create(context).execute(arguments);
    if (!shutdown.isRunning()) {
      System.exit(code);
    }
    // Told to stop: the thread that does it ends the process when everything is down.
  }
}
