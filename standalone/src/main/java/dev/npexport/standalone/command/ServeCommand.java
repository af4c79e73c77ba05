package dev.npexport.standalone.command;

import dev.npexport.standalone.ExitCode;
import dev.npexport.standalone.launch.FolderLock;
import dev.npexport.standalone.launch.Installation;
import dev.npexport.standalone.launch.LocalServices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the services running until they are told to stop. */
@Command(
    name = "serve",
    description = {
      "Run the services and the web page until Ctrl-C.",
      "A later start on the same data folder finds its SAEs and jobs again."
    },
    footer = {
      "",
      "Examples",
      "  npexport serve",
      "  npexport serve --port 9000 --data-dir /srv/npexport --input-root /srv/models"
    })
final class ServeCommand implements Callable<Integer> {

  @Mixin private ServiceOptions options;

  @Option(
      names = "--input-root",
      paramLabel = "DIR",
      description =
          "Folder outside the data folder whose files requests may name by absolute path;"
              + " can be given several times.")
  private List<Path> inputRoots = new ArrayList<>();

  private final Context context;

  ServeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Installation installation = Installation.current();
    return new Services(context, installation)
        .with(
            FolderLock.Use.SERVE,
            options.folder(installation),
            options.port.orElse(ServiceOptions.DEFAULT_PORT),
            InputRoots.of(inputRoots),
            options.workerHeap(),
            services -> untilStopped(context, services));
  }

  /** Never returns by itself: an interruption ends it. */
  static int untilStopped(Context context, LocalServices services) throws InterruptedException {
    context.err().println("serving at " + services.url() + " until Ctrl-C");
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }
}
