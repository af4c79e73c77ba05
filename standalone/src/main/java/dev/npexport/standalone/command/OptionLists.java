package dev.npexport.standalone.command;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of a command with many options: what they are about stands over each list. */
final class OptionLists {

  private static final Set<String> INPUTS =
      Set.of("--sae", "--model", "--activations", "--labels", "--dense-activations", "--name");

  private OptionLists() {}

  static void showOn(CommandLine export) {
    export.getCommandSpec().usageMessage().longOptionsMaxWidth(36);
    export.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionLists::lists);
  }

  private static String lists(Help help) {
    List<OptionSpec> all =
        help.commandSpec().options().stream().filter(option -> !option.hidden()).toList();
    List<String> fields = ConfigFlags.names();
    return list(help, "Inputs", all.stream().filter(option -> isInput(option)).toList())
        + list(
            help,
            "Result and service",
            all.stream()
                .filter(option -> !isInput(option) && !fields.contains(option.longestName()))
                .toList())
        + list(
            help,
            "Contents, each a field of the JSON config",
            all.stream().filter(option -> fields.contains(option.longestName())).toList());
  }

  private static boolean isInput(OptionSpec option) {
    return INPUTS.contains(option.longestName());
  }

  private static String list(Help help, String title, List<OptionSpec> options) {
    Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.createDefaultParamLabelRenderer());
    return "%n%s%n".formatted(title) + layout;
  }
}
