package dev.npexport.standalone.launch;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL on the loopback address, its data kept in the data folder. It asks for a password
 * (SCRAM), has no socket file and writes through to disk.
 *
 * <p>{@code pg_ctl} starts it in a session of its own, so that Ctrl-C in the terminal does not
 * reach it before the services have stopped.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** The database that a fresh cluster has. */
  private static final String DATABASE = "postgres";

  private static final Duration TOOL_LIMIT = Duration.ofSeconds(90);

  private final Tools tools;
  private final int port;
  private final long pid;

  private EmbeddedPostgres(Tools tools, int port, long pid) {
    this.tools = tools;
    this.port = port;
    this.pid = pid;
  }

  /** Starts it, making the cluster first when the folder has none; returns when it answers. */
  public static EmbeddedPostgres start(DataFolder folder, InstanceSettings settings) {
    try {
      Tools tools =
          new Tools(PostgresBinaries.unpack(folder), cluster(folder), folder.log("postgresql"));
      if (!Files.isDirectory(tools.cluster())) {
        initialise(tools, settings.postgresPassword());
      }
      stopLeftover(tools);
      configure(tools.cluster(), settings.postgresPort());
      tools.run(
          "pg_ctl",
          "start",
          "-w",
          "-t",
          "60",
          "-D",
          tools.cluster().toString(),
          "-l",
          tools.log().toString());
      long pid = Long.parseLong(Files.readAllLines(pidFile(folder)).getFirst());
      return new EmbeddedPostgres(tools, settings.postgresPort(), pid);
    } catch (IOException e) {
      throw new LaunchException("PostgreSQL does not start: " + e, e);
    }
  }

  /** The file in which a running postmaster keeps its process id; absent when none runs. */
  public static Path pidFile(DataFolder folder) {
    return cluster(folder).resolve("postmaster.pid");
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
  }

  /** Process id of the postmaster, which ends with all of its processes. */
  public long pid() {
    return pid;
  }

  @Override
  public void close() {
    tools.run("pg_ctl", "stop", "-w", "-t", "30", "-m", "fast", "-D", tools.cluster().toString());
  }

  private static void initialise(Tools tools, String password) throws IOException {
    Path partial = tools.cluster().resolveSibling("postgres.partial");
    Folders.delete(partial);
    Path passwordFile = PrivateFiles.create(tools.cluster().resolveSibling("postgres.password"));
    try {
      Files.writeString(passwordFile, password + "\n");
      tools.run(
          "initdb",
          "--pgdata=" + partial,
          "--username=" + InstanceSettings.USER,
          "--pwfile=" + passwordFile,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8");
    } finally {
      Files.delete(passwordFile);
    }
    Files.writeString(
        partial.resolve("postgresql.conf"), "include 'npexport.conf'\n", StandardOpenOption.APPEND);
    Files.move(partial, tools.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void configure(Path cluster, int port) throws IOException {
    Files.writeString(
        cluster.resolve("npexport.conf"),
        """
        # Written anew at every start.
        port = %d
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        fsync = on
        synchronous_commit = on
        max_connections = 100
        shared_buffers = 128MB
        timezone = 'UTC'
        log_timezone = 'UTC'
        """
            .formatted(port));
  }

  private static Path cluster(DataFolder folder) {
    return folder.system().resolve("postgres");
  }

  /**
   * A postmaster outlives an npexport only when that and its watchdog were both killed. The note of
   * one that was killed itself must go: its process id may be another's by now.
   */
  private static void stopLeftover(Tools tools) throws IOException {
    if (tools.exitCode("pg_ctl", "status", "-D", tools.cluster().toString()) == 0) {
      tools.run("pg_ctl", "stop", "-w", "-t", "30", "-m", "fast", "-D", tools.cluster().toString());
    }
    Files.deleteIfExists(tools.cluster().resolve("postmaster.pid"));
  }

  /** The programs of one PostgreSQL and what they work on. */
  private record Tools(Path binaries, Path cluster, Path log) {

    void run(String program, String... arguments) {
      int code = exitCode(program, arguments);
      if (code != 0) {
        throw new LaunchException(
            "PostgreSQL's %s %s failed (exit code %d):%n%s"
                .formatted(program, arguments[0], code, LogTail.of(log)));
      }
    }

    int exitCode(String program, String... arguments) {
      List<String> command = new ArrayList<>();
      if (new UnixSystem().getUid() == 0) {
        // PostgreSQL refuses to run as root; in a user namespace of its own it does not see that.
        command.addAll(List.of("unshare", "--user"));
      }
      command.add(binaries.resolve("bin").resolve(program).toString());
      command.addAll(List.of(arguments));
      return Commands.run(command, log, TOOL_LIMIT);
    }
  }
}
