package dev.npexport.standalone.chaos;

import dev.npexport.standalone.launch.EmbeddedPostgres;
import dev.npexport.standalone.launch.FolderLock;
import dev.npexport.standalone.launch.InstanceSettings;
import dev.npexport.standalone.launch.LaunchException;
import dev.npexport.standalone.launch.Ports;
import dev.npexport.standalone.launch.ServiceCommands;
import dev.npexport.standalone.launch.ServiceProcess;
import dev.npexport.standalone.launch.ServicesConfig;
import dev.npexport.standalone.launch.Watchdog;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole installation, each part a process of its own that can be broken alone. */
final class Cluster implements AutoCloseable {

  private interface Closer {
    void close() throws InterruptedException;
  }

  private final Deque<Closer> closers = new ArrayDeque<>();
  private final List<Service> workers = new ArrayList<>();
  private final ChaosConfig config;
  private Volume volume;
  private Database database;
  private BrokerServer broker;
  private Service api;
  private String url;

  Cluster(ChaosConfig config) {
    this.config = config;
  }

  /** Returns when every part is ready. */
  void start() throws InterruptedException {
    FolderLock lock = FolderLock.take(config.folder());
    closers.addFirst(lock::close);
    volume = Volume.open(config.folder().root().resolve("volume"));
    closers.addFirst(volume::close);
    Watchdog watchdog = Watchdog.start(config.folder(), EmbeddedPostgres.pidFile(config.folder()));
    closers.addFirst(watchdog::close);
    InstanceSettings settings = InstanceSettings.of(config.folder());
    database = new Database(config.folder(), settings);
    database.start();
    closers.addFirst(database::stop);
    broker = broker(settings, watchdog);
    broker.start();
    closers.addFirst(broker::stop);
    startServices(settings, watchdog);
  }

  private BrokerServer broker(InstanceSettings settings, Watchdog watchdog) {
    return switch (config.broker()) {
      case embedded ->
          new EmbeddedBrokerServer(config.installation(), config.folder(), settings, watchdog);
      case rabbitmq ->
          new RabbitServer(
              RabbitServer.installed()
                  .orElseThrow(() -> new LaunchException("RabbitMQ is not installed")),
              config.folder(),
              watchdog);
    };
  }

  private void startServices(InstanceSettings settings, Watchdog watchdog)
      throws InterruptedException {
    int port = Ports.free();
    url = "http://127.0.0.1:" + port;
    ServiceCommands commands =
        new ServiceCommands(
            new ServicesConfig(
                config.installation(),
                config.folder(),
                port,
                List.of(config.installation().sample()),
                "384m",
                FolderLock.Use.SERVE,
                ServicesConfig.Startup.USE_CACHE),
            settings,
            "");
    api = service(commands.apiService(), "api-service", port, watchdog);
    for (int number = 1; number <= config.workers(); number++) {
      int workerPort = Ports.free();
      workers.add(
          service(
              commands.exportWorker(workerPort), "export-worker-" + number, workerPort, watchdog));
    }
    for (Service service : services()) {
      service.start();
      closers.addFirst(service::close);
    }
    awaitReady();
  }

  private Service service(
      ServiceProcess.Command command, String name, int port, Watchdog watchdog) {
    TcpProxy toDatabase = new TcpProxy(database.port());
    TcpProxy toBroker = new TcpProxy(broker.port());
    Map<String, String> environment = new HashMap<>(ChaosConfig.SERVICES);
    environment.put("NPEXPORT_DATA_DIR", volume.root().toString());
    environment.put("NPEXPORT_WORKER_NAME", name);
    environment.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql://127.0.0.1:%d/postgres?%s"
            .formatted(toDatabase.port(), ChaosConfig.DATABASE_PATIENCE));
    environment.put("RABBITMQ_PORT", Integer.toString(toBroker.port()));
    environment.put("RABBITMQ_USERNAME", broker.user());
    environment.put("RABBITMQ_PASSWORD", broker.password());
    Path log = config.folder().log(name);
    return new Service(command.with(name, environment, log), watchdog, port, toDatabase, toBroker);
  }

  void awaitReady() throws InterruptedException {
    for (Service service : services()) {
      service.awaitReady();
    }
  }

  String url() {
    return url;
  }

  Volume volume() {
    return volume;
  }

  Database database() {
    return database;
  }

  BrokerServer broker() {
    return broker;
  }

  Service api() {
    return api;
  }

  List<Service> workers() {
    return workers;
  }

  /** The API first. */
  List<Service> services() {
    List<Service> all = new ArrayList<>(List.of(api));
    all.addAll(workers);
    return all;
  }

  /** Stops what was started, the last first. */
  @Override
  public void close() {
    boolean interrupted = false;
    while (!closers.isEmpty()) {
      try {
        closers.removeFirst().close();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
