package dev.npexport.standalone;

import dev.npexport.standalone.command.CommandLines;
import dev.npexport.standalone.command.Context;

/** Entry point of the {@code npexport} command. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Context context = new Context(System.out, System.err, Terminal.current(), Shutdown.install());
    System.exit(CommandLines.create(context).execute(arguments));
  }
}
