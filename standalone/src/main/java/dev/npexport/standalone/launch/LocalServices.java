package dev.npexport.standalone.launch;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * PostgreSQL, the broker, the API and the worker of one data folder, from the first to the last.
 *
 * <p>They stop in the reverse of the order in which they need each other: the services first, then
 * the broker (a connector that loses its broker would try to reconnect), the database last.
 */
public final class LocalServices implements AutoCloseable {

  private final ServicesConfig config;
  private final Consumer<String> notes;
  private final CompletableFuture<String> failed = new CompletableFuture<>();
  private final Deque<Runnable> closers = new ArrayDeque<>();
  private final Object closing = new Object();
  private final FolderLock lock;
  private boolean closed;

  private LocalServices(ServicesConfig config, Consumer<String> notes) {
    this.config = config;
    this.notes = notes;
    this.lock = own(FolderLock.take(config.folder()), FolderLock::close);
  }

  /**
   * Takes the folder and prepares to start; {@link #start()} does it. Two steps, so that an
   * interruption between them finds something to close.
   *
   * @param notes hears what a person should know while it runs, one line each
   * @throws FolderInUseException when another npexport has the folder
   */
  public static LocalServices prepare(ServicesConfig config, Consumer<String> notes) {
    return new LocalServices(config, notes);
  }

  public String url() {
    return config.url();
  }

  /** Completes with the reason when a part has ended for good; never completes else. */
  public CompletableFuture<String> failed() {
    return failed;
  }

  /** Starts everything; returns when the API and the worker are ready. */
  public void start() throws InterruptedException {
    Ports.requireFree(config.port());
    Watchdog.awaitPredecessor(config.folder(), notes);
    Watchdog watchdog =
        own(
            Watchdog.start(config.folder(), EmbeddedPostgres.pidFile(config.folder())),
            Watchdog::close);
    InstanceSettings settings = InstanceSettings.of(config.folder());
    EmbeddedPostgres postgres = startStores(settings);
    startServices(new ServiceCommands(config, settings, postgres.jdbcUrl()), watchdog);
    lock.announce(config.url(), config.use());
  }

  /** Stops everything; safe to call twice and from any thread. */
  @Override
  public void close() {
    // A second caller waits here until the first is through: nothing may end before that.
    synchronized (closing) {
      List<Runnable> remaining;
      synchronized (closers) {
        closed = true;
        remaining = List.copyOf(closers);
        closers.clear();
      }
      for (Runnable closer : remaining) {
        try {
          closer.run();
        } catch (RuntimeException e) {
          // The others must still be stopped.
          notes.accept("while stopping: " + e.getMessage());
        }
      }
    }
  }

  /** The database and the broker need nothing of each other, so they start side by side. */
  private EmbeddedPostgres startStores(InstanceSettings settings) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<EmbeddedPostgres> postgres =
          inBackground(threads, () -> startPostgres(settings));
      CompletableFuture<EmbeddedBroker> broker =
          inBackground(
              threads,
              () -> own(EmbeddedBroker.start(config.folder(), settings), EmbeddedBroker::close));
      CompletableFuture.allOf(postgres, broker).join();
      return postgres.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LaunchException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private EmbeddedPostgres startPostgres(InstanceSettings settings) {
    EmbeddedPostgres postgres =
        own(EmbeddedPostgres.start(config.folder(), settings), EmbeddedPostgres::close);
    ProcessHandle.of(postgres.pid())
        .ifPresent(process -> process.onExit().thenRun(this::onPostgresEnd));
    return postgres;
  }

  private void onPostgresEnd() {
    synchronized (closers) {
      if (closed) {
        return;
      }
    }
    failed.complete("PostgreSQL has ended:\n" + LogTail.of(config.folder().log("postgresql")));
  }

  private void startServices(ServiceCommands commands, Watchdog watchdog)
      throws InterruptedException {
    int workerPort = Ports.free();
    Supervisor api = supervisor(commands.apiService(), watchdog);
    Supervisor worker = supervisor(commands.exportWorker(workerPort), watchdog);
    own(List.of(api, worker), LocalServices::stopTogether);
    ServiceProcess apiProcess = api.start();
    ServiceProcess workerProcess = worker.start();
    Health health = new Health();
    health.await(apiProcess, config.port());
    health.await(workerProcess, workerPort);
    api.keepRunning();
    worker.keepRunning();
  }

  private Supervisor supervisor(ServiceProcess.Command command, Watchdog watchdog) {
    return new Supervisor(command, watchdog, Clock.systemUTC(), notes, failed::complete);
  }

  private static void stopTogether(List<Supervisor> supervisors) {
    CompletableFuture.allOf(
            supervisors.stream()
                .map(supervisor -> CompletableFuture.runAsync(supervisor::stop))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static <T> CompletableFuture<T> inBackground(Executor threads, Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, threads);
  }

  /** Remembers how to close a part; closes it at once when all is being closed already. */
  private <T> T own(T part, Consumer<T> closer) {
    synchronized (closers) {
      if (!closed) {
        closers.addFirst(() -> closer.accept(part));
        return part;
      }
    }
    closer.accept(part);
    throw new LaunchException("stopped while starting");
  }
}
