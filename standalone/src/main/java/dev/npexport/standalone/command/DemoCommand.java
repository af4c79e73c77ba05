package dev.npexport.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.standalone.ExitCode;
import dev.npexport.standalone.client.ApiClient;
import dev.npexport.standalone.client.SaeRegistration;
import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.FolderLock;
import dev.npexport.standalone.launch.Installation;
import dev.npexport.standalone.launch.LocalServices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job on the sample that ships with the repository. */
@Command(
    name = "demo",
    description = {
      "Export the shipped sample through the whole path and show what to do next.",
      "In a terminal it keeps serving afterwards, until Ctrl-C."
    },
    footer = {"", "Examples", "  npexport demo", "  npexport demo --exit --out /tmp/demo.zip"})
final class DemoCommand implements Callable<Integer> {

  @Option(names = "--exit", description = "Stop everything after the export, in a terminal too.")
  private boolean exit;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the archive goes. Default: npexport-demo.zip in the data folder.")
  private Optional<Path> out = Optional.empty();

  @Mixin private ServiceOptions options;

  private final Context context;

  DemoCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Installation installation = Installation.current();
    DataFolder folder = options.folder(installation);
    Path archive =
        out.map(file -> file.toAbsolutePath().normalize())
            .orElseGet(() -> folder.root().resolve("npexport-demo.zip"));
    new Services(context, installation)
        .with(
            serves() ? FolderLock.Use.SERVE : FolderLock.Use.ONE_EXPORT,
            folder,
            options.port.orElse(ServiceOptions.DEFAULT_PORT),
            List.of(installation.sample()),
            options.workerHeapForTheSample(),
            services -> demonstrate(services, installation.sample(), archive));
    return ExitCode.DONE;
  }

  private Path demonstrate(LocalServices services, Path sample, Path archive)
      throws InterruptedException {
    SaeRegistration registration =
        new SaeRegistration(
            Optional.of("state-of-the-whale-res"),
            sample.resolve("sae").toString(),
            sample.resolve("model").toString(),
            sample.resolve("activations").resolve("columnar.safetensors").toString(),
            Optional.of(sample.resolve("labels.jsonl").toString()),
            Optional.empty());
    new ExportRun(context, new ApiClient(services.url()), options.dataDir)
        .run(
            registration,
            new ObjectMapper().createObjectNode(),
            archive,
            Optional.of(services.url()).filter(url -> serves()));
    context.out().println(archive);
    context.out().flush();
    if (serves()) {
      ServeCommand.untilStopped(context, services);
    }
    return archive;
  }

  /** Whether it goes on after the export, for the commands that it shows. */
  private boolean serves() {
    return context.terminal().interactive() && !exit;
  }
}
