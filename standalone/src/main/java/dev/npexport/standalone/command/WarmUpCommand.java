package dev.npexport.standalone.command;

import dev.npexport.standalone.ExitCode;
import dev.npexport.standalone.client.ApiClient;
import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.FolderLock;
import dev.npexport.standalone.launch.Installation;
import dev.npexport.standalone.launch.LaunchException;
import dev.npexport.standalone.launch.Ports;
import dev.npexport.standalone.launch.ServicesConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts everything once and stops it again, while the Java runtime records what that takes: later
 * starts are several times faster. The script does this after a build.
 */
@Command(name = "warm-up", hidden = true, description = "Record the start of the services.")
final class WarmUpCommand implements Callable<Integer> {

  @Option(
      names = "--data-dir",
      required = true,
      paramLabel = "DIR",
      description = "A folder that can be deleted afterwards.")
  private Path dataDir;

  private final Context context;

  WarmUpCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Installation installation = Installation.current();
    ServicesConfig config =
        new ServicesConfig(
            installation,
            DataFolder.open(dataDir),
            Ports.free(),
            List.of(),
            "512m",
            FolderLock.Use.SERVE,
            ServicesConfig.Startup.RECORD_CACHE);
    return new Services(context, installation)
        .with(
            config,
            services -> {
              if (!new ApiClient(services.url()).answers()) {
                throw new LaunchException("the API does not answer at " + services.url());
              }
              return ExitCode.DONE;
            });
  }
}
