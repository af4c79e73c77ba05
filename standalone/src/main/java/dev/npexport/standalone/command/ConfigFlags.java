package dev.npexport.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The export config as flags: each field of the JSON config is a flag of the same name with dashes.
 * Ranges are checked by the engine's own parser, so that command line and API say the same.
 */
final class ConfigFlags {

  private static final String CONFIG_FILE = "--config";
  private static final String NEURONPEDIA = "neuronpedia.";

  private static final List<Flag> FLAGS =
      List.of(
          new Flag("feature_selection", Kind.TEXT, "WHICH", "all (default), extracted or custom"),
          new Flag("feature_indices", Kind.NUMBERS, "LIST", "with custom: indices such as 3,17"),
          new Flag(
              "feature_ranges", Kind.TEXTS, "LIST", "with custom: ranges such as 0-99,512-600"),
          new Flag(
              "min_activation_frequency",
              Kind.NUMBER,
              "SHARE",
              "only features at least this active"),
          new Flag(
              "max_activation_frequency",
              Kind.NUMBER,
              "SHARE",
              "only features at most this active"),
          new Flag("include_logit_lens", Kind.SWITCH, "", "logit lens tables"),
          new Flag("logit_lens_k", Kind.NUMBER, "K", "tokens at each end, 1-100 (20)"),
          new Flag("logit_lens_norm", Kind.TEXT, "NORM", "none (default) or final"),
          new Flag("mask_unused_vocabulary", Kind.SWITCH, "", "leave unused tokens out (off)"),
          new Flag("include_histograms", Kind.SWITCH, "", "activation and logit histograms"),
          new Flag("histogram_bins", Kind.NUMBER, "BINS", "10-200 (50)"),
          new Flag("histogram_scale", Kind.TEXT, "SCALE", "linear (default) or log"),
          new Flag("include_top_tokens", Kind.SWITCH, "", "tokens that activate the feature most"),
          new Flag("top_tokens_k", Kind.NUMBER, "K", "10-200 (50)"),
          new Flag("include_examples", Kind.SWITCH, "", "example prompts"),
          new Flag("examples_per_feature", Kind.NUMBER, "N", "strongest examples, 0-100 (20)"),
          new Flag("example_intervals", Kind.NUMBER, "N", "intervals of 5 examples, 0-10 (5)"),
          new Flag(
              "example_window", Kind.NUMBER, "TOKENS", "8-1024 on each side; 0 = whole prompt (0)"),
          new Flag("seed", Kind.NUMBER, "SEED", "of the draws for the intervals (0)"),
          new Flag("include_explanations", Kind.SWITCH, "", "labels as explanations"),
          new Flag("include_saelens_weights", Kind.SWITCH, "", "weights that SAELens loads"),
          new Flag("include_neuronpedia_import", Kind.SWITCH, "", "the tree Neuronpedia imports"),
          new Flag("definitions", Kind.TEXT, "NAME", "exact (default) or saedashboard"),
          new Flag(
              "features_per_batch",
              Kind.NUMBER,
              "N",
              "with saedashboard: its batches, in which it correlates features (128)"),
          new Flag(NEURONPEDIA + "model_id", Kind.TEXT, "ID", "Neuronpedia's id of the model"),
          new Flag(NEURONPEDIA + "source_set", Kind.TEXT, "NAME", "Neuronpedia's source set"),
          new Flag(NEURONPEDIA + "release", Kind.TEXT, "NAME", "Neuronpedia's release"),
          new Flag(NEURONPEDIA + "creator_name", Kind.TEXT, "NAME", "who made the SAE"),
          new Flag(NEURONPEDIA + "description", Kind.TEXT, "TEXT", "of the source set"),
          new Flag(NEURONPEDIA + "urls", Kind.TEXTS, "LIST", "links to the paper or the weights"));

  private ConfigFlags() {}

  /** Every field that has a flag, nested names with a point. */
  static List<String> fields() {
    return FLAGS.stream().map(Flag::field).toList();
  }

  /** The flags as they are typed, with the one that names a file of them. */
  static List<String> names() {
    return Stream.concat(Stream.of(CONFIG_FILE), FLAGS.stream().map(Flag::name)).toList();
  }

  static void addTo(CommandSpec command) {
    command.addOption(
        OptionSpec.builder(CONFIG_FILE)
            .type(Path.class)
            .paramLabel("FILE.json")
            .description("Export config to start from; the flags below replace its fields.")
            .build());
    FLAGS.forEach(flag -> command.addOption(flag.option()));
  }

  /** The config that the flags of a parsed command line describe. */
  static ObjectNode read(CommandSpec command) {
    ObjectNode config = fromFile(command);
    for (Flag flag : FLAGS) {
      Object value = command.findOption(flag.name()).getValue();
      if (value != null) {
        put(command, config, flag, value);
      }
    }
    try {
      // The API checks it again; a slip is told here before anything is started.
      ExportOptionsParser.parse(config);
    } catch (InputException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return config;
  }

  private static ObjectNode fromFile(CommandSpec command) {
    ObjectMapper json = new ObjectMapper();
    Path file = command.findOption(CONFIG_FILE).getValue();
    if (file == null) {
      return json.createObjectNode();
    }
    try {
      JsonNode read = json.readTree(file.toFile());
      if (read instanceof ObjectNode object) {
        return object;
      }
      throw new ParameterException(
          command.commandLine(), file + " holds " + read.getNodeType() + ", not a JSON object");
    } catch (JsonProcessingException e) {
      throw new ParameterException(
          command.commandLine(), JsonFiles.failure(file, e).getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(
          command.commandLine(), "the config " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void put(CommandSpec command, ObjectNode config, Flag flag, Object value) {
    boolean nested = flag.field().startsWith(NEURONPEDIA);
    ObjectNode parent = nested ? config.withObject("/neuronpedia") : config;
    String field = nested ? flag.field().substring(NEURONPEDIA.length()) : flag.field();
    switch (flag.kind()) {
      case SWITCH -> parent.put(field, (Boolean) value);
      case TEXT -> parent.put(field, (String) value);
      case NUMBER -> parent.set(field, number(command, flag, (String) value));
      case NUMBERS -> {
        ArrayNode list = parent.putArray(field);
        for (String entry : (String[]) value) {
          list.add(number(command, flag, entry));
        }
      }
      case TEXTS -> {
        ArrayNode list = parent.putArray(field);
        for (String entry : (String[]) value) {
          list.add(entry.strip());
        }
      }
    }
  }

  private static JsonNode number(CommandSpec command, Flag flag, String text) {
    try {
      JsonNode number = new ObjectMapper().readTree(text.strip());
      if (number.isNumber()) {
        return number;
      }
    } catch (IOException notJson) {
      // Told below.
    }
    throw new ParameterException(
        command.commandLine(), "%s: '%s' is not a number".formatted(flag.name(), text));
  }

  private enum Kind {
    SWITCH,
    TEXT,
    TEXTS,
    NUMBER,
    NUMBERS
  }

  /**
   * @param field its name in the JSON config
   * @param label what stands for the value in the help
   */
  private record Flag(String field, Kind kind, String label, String description) {

    String name() {
      return "--" + field.replace('.', '-').replace('_', '-');
    }

    OptionSpec option() {
      OptionSpec.Builder option = OptionSpec.builder(name()).description(description);
      return switch (kind) {
        case SWITCH -> option.type(Boolean.class).arity("0").negatable(true).build();
        case TEXT, NUMBER -> option.type(String.class).paramLabel(label).build();
        case TEXTS, NUMBERS ->
            option.type(String[].class).splitRegex(",").paramLabel(label).build();
      };
    }
  }
}
