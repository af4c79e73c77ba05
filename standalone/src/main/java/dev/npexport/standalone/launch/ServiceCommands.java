package dev.npexport.standalone.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command lines and environments of the two services. They are configured as in any other
 * deployment: by environment variables alone.
 */
public final class ServiceCommands {

  private final ServicesConfig config;
  private final InstanceSettings settings;
  private final String jdbcUrl;

  public ServiceCommands(ServicesConfig config, InstanceSettings settings, String jdbcUrl) {
    this.config = config;
    this.settings = settings;
    this.jdbcUrl = jdbcUrl;
  }

  public ServiceProcess.Command apiService() {
    return command("api-service", config.installation().apiService(), config.port(), "512m", false);
  }

  public ServiceProcess.Command exportWorker(int port) {
    return command(
        "export-worker", config.installation().exportWorker(), port, config.workerHeap(), true);
  }

  private ServiceProcess.Command command(
      String name, Path jar, int port, String heap, boolean behindOthers) {
    return new ServiceProcess.Command(
        name,
        config.installation().java(),
        javaFlags(name, heap),
        List.of("-jar", jar.toString()),
        environment(port),
        config.folder().log(name),
        behindOthers);
  }

  private List<String> javaFlags(String name, String heap) {
    List<String> flags = new ArrayList<>();
    flags.add("-Xmx" + heap);
    flags.add("-XX:+ExitOnOutOfMemoryError");
    flags.add("--enable-native-access=ALL-UNNAMED");
    flags.add("--sun-misc-unsafe-memory-access=allow");
    Path cache = config.installation().startupCache(name);
    switch (config.startup()) {
      case RECORD_CACHE -> flags.add("-XX:AOTCacheOutput=" + cache);
      case USE_CACHE -> {
        if (Files.exists(cache)) {
          flags.add("-XX:AOTCache=" + cache);
        }
      }
    }
    // The cache of an older build is passed over without a word.
    flags.add("-Xlog:disable");
    flags.add("-Xlog:all=error:stderr");
    flags.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    return flags;
  }

  private Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
    environment.put("QUARKUS_DATASOURCE_USERNAME", InstanceSettings.USER);
    environment.put("QUARKUS_DATASOURCE_PASSWORD", settings.postgresPassword());
    environment.put("RABBITMQ_HOST", "127.0.0.1");
    environment.put("RABBITMQ_PORT", Integer.toString(settings.brokerPort()));
    environment.put("RABBITMQ_USERNAME", InstanceSettings.USER);
    environment.put("RABBITMQ_PASSWORD", settings.brokerPassword());
    environment.put("NPEXPORT_EXIT_WITH_PARENT", "true");
    environment.put("NPEXPORT_DATA_DIR", config.folder().root().toString());
    environment.put(
        "NPEXPORT_INPUT_ROOTS",
        config.inputRoots().stream()
            .map(Path::toString)
            .collect(Collectors.joining(java.io.File.pathSeparator)));
    return environment;
  }
}
