package dev.npexport.standalone.command;

import dev.npexport.standalone.client.ApiClient;
import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.FolderInUseException;
import dev.npexport.standalone.launch.FolderLock;
import dev.npexport.standalone.launch.Installation;
import dev.npexport.standalone.launch.LaunchException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where an export runs: at an npexport that serves already, or at one that lives as long as the
 * export. The services of another export are never used, since they end with it: its end is waited
 * for.
 */
final class ExportPlace {

  /** How often a folder that another export has is looked at. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Context context;
  private final Optional<String> url;
  private final ServiceOptions options;

  /**
   * @param url of an npexport that the user named
   */
  ExportPlace(Context context, Optional<String> url, ServiceOptions options) {
    this.context = context;
    this.url = url;
    this.options = options;
  }

  /** The npexport that serves already: at the given address, or for the data folder. */
  Optional<ApiClient> running() throws InterruptedException {
    if (url.isEmpty()) {
      return serving(options.folder(Installation.current()));
    }
    ApiClient api = new ApiClient(url.get());
    if (api.answers()) {
      return Optional.of(api);
    }
    if (!isLoopback(url.get())) {
      throw new LaunchException("no npexport answers at " + url.get());
    }
    return Optional.empty();
  }

  /**
   * Starts an npexport for the work and stops it after; where others have the folder, waits until
   * they are through or one of them serves.
   */
  void with(List<Path> inputRoots, Work work) throws InterruptedException {
    Installation installation = Installation.current();
    DataFolder folder = options.folder(installation);
    boolean told = false;
    while (true) {
      Optional<ApiClient> serving = serving(folder);
      if (serving.isPresent()) {
        work.run(serving.get(), Optional.of(serving.get().url()));
        return;
      }
      try {
        new Services(context, installation)
            .with(
                FolderLock.Use.ONE_EXPORT,
                folder,
                port(),
                inputRoots,
                options.workerHeap(),
                services -> {
                  work.run(new ApiClient(services.url()), Optional.empty());
                  return services.url();
                });
        return;
      } catch (FolderInUseException e) {
        if (!told) {
          context
              .err()
              .println(
                  "waiting for another npexport that uses %s; --data-dir takes another folder"
                      .formatted(folder.root()));
          told = true;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private Optional<ApiClient> serving(DataFolder folder) throws InterruptedException {
    Optional<FolderLock.Holder> holder =
        FolderLock.holder(folder).filter(found -> found.use() == FolderLock.Use.SERVE);
    if (holder.isEmpty()) {
      return Optional.empty();
    }
    ApiClient api = new ApiClient(holder.get().url());
    if (!api.answers()) {
      return Optional.empty();
    }
    context
        .err()
        .println(
            "using the npexport that serves %s (pid %d)"
                .formatted(folder.root(), holder.get().pid()));
    return Optional.of(api);
  }

  /** Nobody needs to know the port of services that live as long as one export. */
  private int port() {
    return url.map(address -> Math.max(0, URI.create(address).getPort()))
        .or(() -> options.port)
        .orElse(0);
  }

  private static boolean isLoopback(String address) {
    String host = URI.create(address).getHost();
    return List.of("127.0.0.1", "localhost", "[::1]").contains(host);
  }

  /** The export itself. */
  interface Work {

    /**
     * @param serving where the service answers also after this; empty when it ends with the work
     */
    void run(ApiClient api, Optional<String> serving) throws InterruptedException;
  }
}
