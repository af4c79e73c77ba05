package dev.npexport.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.standalone.ExitCode;
import dev.npexport.standalone.client.ApiClient;
import dev.npexport.standalone.client.ArchiveDownload;
import dev.npexport.standalone.client.SaeRegistration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One export through the same path as every other: API, queue, worker, download. */
@Command(
    name = "export",
    customSynopsis = "npexport export --sae=PATH --model=DIR --activations=PATH [options]",
    description = {
      "Export one SAE and write its archive.",
      "Uses the npexport that serves the data folder or answers at --url; else starts one for the"
          + " time of the export, after one that another export has started.",
      "Exits with 0 when the archive is written, 1 when it is not, 2 for wrong usage."
    },
    footer = {
      "",
      "Examples",
      "  npexport export --sae my-sae --model gpt2 --activations latents/",
      "  npexport export --sae my-sae --model gpt2 --activations latents/ \\",
      "    --labels labels.jsonl --feature-selection=custom --feature-ranges=0-99 \\",
      "    --no-include-neuronpedia-import --out first-100.zip",
      "  npexport export --sae my-sae --model gpt2 --activations latents/ \\",
      "    --config config.json --url http://127.0.0.1:8642"
    },
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {

  @Option(
      names = "--sae",
      required = true,
      paramLabel = "PATH",
      description = "SAE: a folder or a .pt file, of any format in docs/formats.md.")
  private Path sae;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Hugging Face folder of the model that the SAE was trained on.")
  private Path model;

  @Option(
      names = "--activations",
      required = true,
      paramLabel = "PATH",
      description = "Activation cache: a delphi folder, a columnar .safetensors or .jsonl rows.")
  private Path activations;

  @Option(names = "--labels", paramLabel = "PATH", description = "Labels: .jsonl or .csv.")
  private Optional<Path> labels = Optional.empty();

  @Option(
      names = "--dense-activations",
      paramLabel = "PATH",
      description =
          "Activations of the model itself at the SAE's hook, .safetensors or .npy [prompt,"
              + " position, d_in]; the correlated neurons of --definitions saedashboard need them.")
  private Optional<Path> denseActivations = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the SAE in the archive.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the archive goes. Default: SAE_FOLDER.zip in the current folder.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "An npexport to use. Paths that do not exist here are sent as they are: they are"
              + " relative to its data folder.")
  private Optional<String> url = Optional.empty();

  @Mixin private ServiceOptions options;

  @Spec private CommandSpec spec;

  private final Context context;

  ExportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    ObjectNode config = ConfigFlags.read(spec);
    Path target = target();
    ExportPlace place = new ExportPlace(context, url, options);
    Optional<ApiClient> running = place.running();
    if (running.isPresent()) {
      export(running.get(), config, target, Optional.of(running.get().url()));
    } else {
      requireInputs();
      ArchiveDownload.requireWritable(target);
      place.with(InputRoots.of(inputs()), (api, serving) -> export(api, config, target, serving));
    }
    context.out().println(target);
    return ExitCode.DONE;
  }

  private void export(ApiClient api, ObjectNode config, Path target, Optional<String> serving)
      throws InterruptedException {
    SaeRegistration registration =
        new SaeRegistration(
            name,
            sent(sae),
            sent(model),
            sent(activations),
            labels.map(ExportCommand::sent),
            denseActivations.map(ExportCommand::sent));
    new ExportRun(context, api, options.dataDir).run(registration, config, target, serving);
  }

  private Path target() {
    Path file =
        out.orElseGet(() -> Path.of(sae.toAbsolutePath().normalize().getFileName() + ".zip"));
    Path inFolder =
        Files.isDirectory(file)
            ? file.resolve(sae.toAbsolutePath().normalize().getFileName() + ".zip")
            : file;
    return inFolder.toAbsolutePath().normalize();
  }

  private List<Path> inputs() {
    return Stream.of(Stream.of(sae, model, activations), labels.stream(), denseActivations.stream())
        .flatMap(Function.identity())
        .toList();
  }

  private void requireInputs() {
    List<String> missing = new ArrayList<>();
    for (Path path : inputs()) {
      if (Files.notExists(path)) {
        missing.add(path + ": there is no such file or folder");
      }
    }
    if (Files.notExists(model)) {
      missing.add(
          "a model is a folder with config.json, tokenizer.json and safetensors; npexport downloads"
              + " nothing, but this does: hf download NAME --local-dir FOLDER");
    }
    if (!missing.isEmpty()) {
      throw new MissingInputException(String.join("\n", missing));
    }
  }

  private static String sent(Path path) {
    return Files.exists(path) ? path.toAbsolutePath().normalize().toString() : path.toString();
  }
}
