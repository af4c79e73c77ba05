package dev.npexport.standalone.command;

import dev.npexport.standalone.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Builds the whole command line and decides what every failure looks like. */
public final class CommandLines {

  private CommandLines() {}

  public static CommandLine create(Context context) {
    CommandLine line = new CommandLine(new Root());
    add(line, new DemoCommand(context));
    add(line, new ServeCommand(context));
    add(line, new ExportCommand(context));
    add(line, new InspectCommand(context));
    add(line, new CompareCommand(context));
    add(line, new TestCommand(context));
    add(line, new BenchCommand(context));
    add(line, new ChaosCommand(context));
    add(line, new WarmUpCommand(context));
    CommandLine export = line.getSubcommands().get("export");
    ConfigFlags.addTo(export.getCommandSpec());
    OptionLists.showOn(export);
    line.setParameterExceptionHandler((e, arguments) -> usageError(e));
    line.setExecutionExceptionHandler(new Failures(context));
    line.setOut(new PrintWriter(context.out(), true));
    line.setErr(new PrintWriter(context.err(), true));
    line.setUsageHelpAutoWidth(false);
    return line;
  }

  /** The overview that {@code npexport --help} shows; the script prints the same file. */
  public static String overview() {
    try (InputStream resource = CommandLines.class.getResourceAsStream("/npexport-help.txt")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(CommandLine line, Object command) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    spec.addOption(
        CommandLine.Model.OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help.")
            .build());
    line.addSubcommand(spec);
  }

  private static int usageError(ParameterException e) {
    CommandLine line = e.getCommandLine();
    UsageErrors.sentences(e).forEach(text -> line.getErr().println("npexport: " + text));
    line.getErr().println("see: " + line.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  /** The program without a command. */
  @Command(name = "npexport")
  private static final class Root implements Runnable {

    @CommandLine.Spec private CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "which command?");
    }
  }
}
