package dev.npexport.standalone.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in the words of a person. */
final class UsageErrors {

  private UsageErrors() {}

  /** One line for each thing that is wrong. */
  static List<String> sentences(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      // A misspelt option is missing as well: that it is unknown says more.
      case MissingParameterException missing
          when !missing.getCommandLine().getUnmatchedArguments().isEmpty() -> {
        List<String> lines = new ArrayList<>();
        lines.add(unknown(missing.getCommandLine().getUnmatchedArguments().getFirst()));
        lines.add(missing.getMessage());
        yield lines;
      }
      default -> e.getMessage().lines().toList();
    };
  }

  private static List<String> unmatched(UnmatchedArgumentException e) {
    String first = e.getUnmatched().getFirst();
    boolean command = e.getCommandLine().getParent() == null && !first.startsWith("-");
    List<String> lines = new ArrayList<>();
    lines.add(command ? "there is no command " + first : unknown(first));
    if (!e.getSuggestions().isEmpty()) {
      lines.add("did you mean " + String.join(" or ", e.getSuggestions()) + "?");
    }
    return lines;
  }

  private static String unknown(String argument) {
    return (argument.startsWith("-") ? "unknown option: " : "what is this for? ") + argument;
  }
}
