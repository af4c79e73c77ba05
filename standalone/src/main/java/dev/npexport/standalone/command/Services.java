package dev.npexport.standalone.command;

import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.FolderLock;
import dev.npexport.standalone.launch.Installation;
import dev.npexport.standalone.launch.LaunchException;
import dev.npexport.standalone.launch.LauncherLog;
import dev.npexport.standalone.launch.LocalServices;
import dev.npexport.standalone.launch.Ports;
import dev.npexport.standalone.launch.ServicesConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Runs work while the embedded services are up, and takes them down however it ends. */
final class Services {

  private final Context context;
  private final Installation installation;

  Services(Context context, Installation installation) {
    this.context = context;
    this.installation = installation;
  }

  /**
   * @param use what the folder is taken for
   * @param port 0 for a free one
   */
  <T> T with(
      FolderLock.Use use,
      DataFolder folder,
      int port,
      List<Path> inputRoots,
      String workerHeap,
      Work<T> work)
      throws InterruptedException {
    return with(
        new ServicesConfig(
            installation,
            folder,
            port == 0 ? Ports.free() : port,
            inputRoots,
            workerHeap,
            use,
            ServicesConfig.Startup.USE_CACHE),
        work);
  }

  <T> T with(ServicesConfig config, Work<T> work) throws InterruptedException {
    LauncherLog.writeTo(config.folder());
    LocalServices services = LocalServices.prepare(config, context.err()::println);
    Runnable close = services::close;
    context.shutdown().add(close);
    try {
      long started = System.nanoTime();
      context.err().println("starting PostgreSQL, the broker, the API and the worker");
      services.start();
      context
          .err()
          .println(
              "ready at %s after %s s"
                  .formatted(services.url(), seconds(System.nanoTime() - started)));
      return whileHealthy(services, work);
    } finally {
      services.close();
      context.shutdown().remove(close);
    }
  }

  /** Breaks the work off when a part of the services has ended for good. */
  private static <T> T whileHealthy(LocalServices services, Work<T> work)
      throws InterruptedException {
    Thread worker = Thread.currentThread();
    services.failed().thenRun(worker::interrupt);
    try {
      return work.run(services);
    } catch (InterruptedException e) {
      if (services.failed().isDone()) {
        throw new LaunchException(services.failed().join(), e);
      }
      throw e;
    }
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f", Duration.ofNanos(nanos).toMillis() / 1000.0);
  }

  /** What to do while they run. */
  interface Work<T> {
    T run(LocalServices services) throws InterruptedException;
  }
}
